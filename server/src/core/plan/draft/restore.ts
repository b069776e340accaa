import type { Effect } from '@greenlight/shared/plan-effects'
import type { Want } from '@greenlight/shared/plans'
import { problem } from '../../../problems.js'
import { isPlainFormat } from '../../policy/apply-policy.js'
import { nameOf } from '../paths.js'
import type { RestoreFact } from '../plan-facts.js'
import { type Drafted, type Ground, missingFolders, refused, stampOf, stampsOfPlace, touchesOf, warningOf } from './draft.js'

/** Something of the trash, back to where it was. */
export function draftRestore({ entry }: Extract<Want, { want: 'restore' }>, { there, to, code }: RestoreFact, { rules }: Ground): Drafted {
  const name = nameOf(to.path)
  if (to.stamp.is !== 'absent') return refused(warningOf(problem('TARGET_TAKEN', { path: to.path }), name))
  const effects: Effect[] = [...missingFolders(to), { do: 'move', from: there.path, to: to.path, as: 'restore' }]
  return {
    warnings: [],
    drafts: [
      {
        together: `restore ${entry}`,
        restart: code ? { registers: [], loses: [] } : null,
        disk: there.volume === to.volume ? [] : [{ volume: to.volume, free: to.free, need: there.bytes ?? 0 }],
        preconditions: [stampOf(there.path, there.stamp), ...stampsOfPlace(to)],
        action: {
          kind: 'restore',
          tier: code || !isPlainFormat(name, rules.policy) ? 'code' : 'data',
          title: `Bring ${name} back from the trash`,
          subject: name,
          touches: touchesOf(effects),
          before: [`It lies in the trash as ${entry}.`],
          after: [`It lies at ${to.path} again.`],
          evidence: [{ from: 'trash', says: `It was taken away from ${to.path}.`, where: there.path }],
          undo: 'It goes to the trash again.',
          hosts: [],
          ticks: [],
          prepare: [],
          effects,
          checks: [there.stamp.is === 'folder' ? { check: 'folder', path: to.path } : { check: 'file', path: to.path, size: there.stamp.is === 'file' ? there.stamp.size : null, sha256: null, blake3: null }],
        },
      },
    ],
  }
}
