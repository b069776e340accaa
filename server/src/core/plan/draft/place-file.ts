import type { Effect, Postcondition, Preparation } from '@greenlight/shared/plan-effects'
import type { Want } from '@greenlight/shared/plans'
import { problem } from '../../../problems.js'
import { compareText, listOf } from '../../readiness/words.js'
import type { FileFact } from '../plan-facts.js'
import { type Draft, type Drafted, type Ground, missingFolders, refused, stampOf, stampsOfPlace, touchesOf, warningOf } from './draft.js'
import { isBelow } from '../paths.js'
import { partOf } from './staging.js'

type FileWant = Extract<Want, { want: 'adopt-model' | 'link-model' | 'move-model' }>

interface Way {
  readonly title: string
  readonly prepare: readonly Preparation[]
  readonly effects: readonly Effect[]
  readonly after: readonly string[]
  readonly undo: string
}

/** A file of this machine comes to where it is asked for: moved, linked, or copied where it belongs to somebody else. */
export function draftFile(want: FileWant, fact: FileFact, { facts }: Ground): Drafted {
  const { name, directory, nodes } = want
  const { source, target } = fact
  if (target.stamp.is !== 'absent') return refused(warningOf(problem('TARGET_TAKEN', { path: target.path }), name))
  const way = wayOf(want, fact, facts.plan)
  if (way === null) {
    const because = 'neither a hard nor a symbolic link can be made there'
    return refused({ ...warningOf(problem('WRITE_REFUSED', { path: target.path, because }), name), hint: 'Move or copy the file instead.' })
  }
  const effects = [...missingFolders(target), ...way.effects]
  const copies = want.want === 'adopt-model' || (want.want === 'move-model' && source.volume !== target.volume)
  const checks: Postcondition[] = [...(want.want === 'move-model' ? [{ check: 'absent', path: source.path } as const] : []), { check: 'listed', directory, name }]
  const draft: Draft = {
    together: `file ${target.path}`,
    restart: null,
    disk: copies ? [{ volume: target.volume, free: target.free, need: source.bytes ?? 0 }] : [],
    preconditions: [stampOf(source.path, source.stamp), ...stampsOfPlace(target)],
    action: {
      kind: want.want,
      // A file of anywhere on this machine would become one that ComfyUI serves: that is for its owner to say.
      tier: facts.roots.some((root) => isBelow(root, source.path)) ? 'data' : 'code',
      title: way.title,
      subject: name,
      touches: [...touchesOf(effects)].sort(compareText),
      before: [`The file lies at ${source.path}.`],
      after: [...way.after],
      evidence: [{ from: 'disk', says: `The file is here.`, where: source.path }, ...(nodes.length === 0 ? [] : [{ from: 'workflow', says: `Asked for by node ${listOf(nodes)}.` }])],
      undo: way.undo,
      hosts: [],
      ticks: [],
      prepare: [...way.prepare],
      effects,
      checks,
    },
  }
  return { drafts: [draft], warnings: [] }
}

function wayOf({ want, name, directory }: FileWant, { source, target, link }: FileFact, plan: string): Way | null {
  if (want === 'move-model') {
    return {
      title: `Move ${name} to ${directory}`,
      prepare: [],
      effects: [{ do: 'move', from: source.path, to: target.path, as: 'move' }],
      after: [`It lies at ${target.path} and no longer at ${source.path}.`],
      undo: 'The file goes back to where it was.',
    }
  }
  if (want === 'adopt-model') {
    const part = partOf(target.path, plan)
    return {
      title: `Copy ${name} into ${directory}`,
      prepare: [{ prepare: 'copy', from: source.path, to: part }],
      effects: [{ do: 'move', from: part, to: target.path, as: 'place' }],
      after: [`A copy lies at ${target.path}; the file itself stays where it is.`],
      undo: 'The copy goes to the trash.',
    }
  }
  if (link === null) return null
  return {
    title: `Link ${name} into ${directory}`,
    prepare: [],
    effects: [{ do: 'link', path: target.path, target: source.path, how: link }],
    after: [`${target.path} is a ${link} link to it; the file itself stays where it is.`],
    undo: 'The link is taken away; the file stays.',
  }
}
