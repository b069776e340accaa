import type { Effect } from '@greenlight/shared/plan-effects'
import type { PlanWarning, Want } from '@greenlight/shared/plans'
import { problem } from '../../../problems.js'
import { listOf } from '../../readiness/words.js'
import type { RemoveFact, SwitchFact } from '../plan-facts.js'
import { type Drafted, type Ground, missingFolders, refused, stampOf, stampsOfPlace, touchesOf, warningOf } from './draft.js'
import { versionWord } from './pack-words.js'

type SwitchWant = Extract<Want, { want: 'disable-node-pack' | 'enable-node-pack' | 'remove-node-pack' }>

/** On or off by its name alone. A pack in development that is to be removed is only switched off: its work is nowhere else. */
export function draftSwitch(want: SwitchWant, { pack, there, to, types }: SwitchFact, ground: Ground): Drafted {
  const on = want.want === 'enable-node-pack'
  if (pack.state === (on ? 'enabled' : 'disabled')) return refused({ code: 'ALREADY_THERE', message: `${pack.folder} is ${pack.state} already.`, hint: 'Nothing to do.', subject: pack.folder })
  if (to.stamp.is !== 'absent') return refused(warningOf(problem('TARGET_TAKEN', { path: to.path }), pack.folder))
  const effects: Effect[] = [...missingFolders(to), { do: 'move', from: there.path, to: to.path, as: 'move' }]
  const instead = want.want === 'remove-node-pack'
  return {
    warnings: [...(instead ? [keptInstead(pack.folder)] : []), ...(on ? [] : users(pack.folder, ground))],
    drafts: [
      {
        together: `pack ${there.path}`,
        restart: on ? { registers: types, loses: [] } : { registers: [], loses: types },
        disk: [],
        preconditions: [stampOf(there.path, there.stamp), ...stampsOfPlace(to)],
        action: {
          kind: on ? 'enable-node-pack' : 'disable-node-pack',
          tier: on ? 'code' : 'data',
          title: on ? `Enable ${pack.folder}` : `Disable ${pack.folder}`,
          subject: pack.folder,
          touches: touchesOf(effects),
          before: [`${pack.folder} (${versionWord(pack)}) is ${pack.state}.`],
          after: [`It lies at ${to.path} and is ${on ? 'loaded' : 'left out'} when ComfyUI starts again.`, ...(types.length === 0 ? [] : [`${listOf(types)} ${on ? 'can run' : 'cannot run any more'} then.`])],
          evidence: [{ from: 'disk', says: `It is here, ${pack.state}.`, where: there.path }],
          undo: on ? 'It is switched off again.' : 'It is switched on again.',
          ...(on ? { cannotUndo: 'What its code did while ComfyUI ran with it.' } : {}),
          hosts: [],
          ticks: [],
          prepare: [],
          effects,
          checks: [{ check: 'folder', path: to.path }, { check: 'absent', path: there.path }],
        },
      },
    ],
  }
}

/** Into the trash, from where it can come back. */
export function draftRemove({ pack, aside, types }: RemoveFact, ground: Ground): Drafted {
  if (pack.source === 'development') return refused(warningOf(problem('PACK_FOLDER_CONFLICT', { pack: pack.folder, because: 'it is in development and is never removed, only disabled' }), pack.folder))
  const { thing, to } = aside
  const effects: Effect[] = [{ do: 'move', from: thing.path, to: to.path, as: 'trash' }]
  return {
    warnings: users(pack.folder, ground),
    drafts: [
      {
        together: `pack ${thing.path}`,
        restart: { registers: [], loses: types },
        disk: thing.volume === to.volume ? [] : [{ volume: to.volume, free: to.free, need: thing.bytes ?? 0 }],
        preconditions: [stampOf(thing.path, thing.stamp), stampOf(to.path, { is: 'absent' })],
        action: {
          kind: 'remove-node-pack',
          tier: 'destructive',
          title: `Remove ${pack.folder}`,
          subject: pack.folder,
          touches: touchesOf(effects),
          before: [`${pack.folder} (${versionWord(pack)}) is ${pack.state}${pack.changed === true ? ', with changes of your own' : ''}.`],
          after: ['Its folder lies in the trash until the trash is emptied.', 'Python packages that it brought stay.', ...(types.length === 0 ? [] : [`${listOf(types)} cannot run any more.`])],
          evidence: [{ from: 'disk', says: `It is here, ${pack.state}.`, where: thing.path }],
          undo: 'The folder comes back from the trash, byte for byte.',
          cannotUndo: 'Nothing comes back once the trash was emptied.',
          hosts: [],
          ticks: [],
          prepare: [],
          effects,
          checks: [{ check: 'absent', path: thing.path }],
        },
      },
    ],
  }
}

function keptInstead(folder: string): PlanWarning {
  return { code: 'DEVELOPMENT_KEPT', message: `${folder} is in development: it is disabled instead of removed.`, hint: 'Take the folder away yourself if you mean it.', subject: folder }
}

function users(folder: string, { facts }: Ground): PlanWarning[] {
  const using = facts.packUsers.get(folder) ?? []
  if (using.length === 0) return []
  return [{ code: 'USES_REMOVED_PACK', message: `${listOf(using)} ${using.length === 1 ? 'uses' : 'use'} ${folder} and will not run without it.`, hint: 'Undo, or enable it, brings it back.', subject: folder }]
}
