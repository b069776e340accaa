import type { Want } from '@greenlight/shared/plans'
import { draftDownload } from './download.js'
import { type Drafted, type Ground, refused } from './draft.js'
import { leftOut } from './left-out.js'
import { draftFile } from './place-file.js'
import { draftRestore } from './restore.js'
import { draftRemove, draftSwitch } from './switch-pack.js'
import type { WantFact } from '../plan-facts.js'
import { wantKey } from '../want-key.js'

/** A want with what was found out about it, a group of its own; packs and widgets are drafted together elsewhere. */
export function draftWant(want: Want, fact: WantFact | undefined, ground: Ground): Drafted {
  const { drafts, warnings } = draft(want, fact, ground)
  return { drafts: drafts.map((one) => ({ ...one, together: wantKey(want) })), warnings }
}

function draft(want: Want, fact: WantFact | undefined, ground: Ground): Drafted {
  if (fact === undefined) return refused(unknown(want))
  if (fact.of === 'problem') return refused(leftOut(fact.problem, subjectOf(want)))
  switch (want.want) {
    case 'download-model':
      return fact.of === 'download' ? draftDownload(want, fact, ground) : refused(unknown(want))
    case 'adopt-model':
    case 'link-model':
    case 'move-model':
      return fact.of === 'file' ? draftFile(want, fact, ground) : refused(unknown(want))
    case 'disable-node-pack':
    case 'enable-node-pack':
      return fact.of === 'switch' ? draftSwitch(want, fact, ground) : refused(unknown(want))
    case 'remove-node-pack':
      if (fact.of === 'switch') return draftSwitch(want, fact, ground)
      return fact.of === 'remove' ? draftRemove(fact, ground) : refused(unknown(want))
    case 'restore':
      return fact.of === 'restore' ? draftRestore(want, fact, ground) : refused(unknown(want))
    // The copy that is there takes the place of the one that was asked for.
    case 'install-node-pack':
      return fact.of === 'switch' ? draftSwitch({ want: 'enable-node-pack', folder: fact.pack.folder }, fact, ground) : refused(unknown(want))
    default:
      return refused(unknown(want))
  }
}

export function subjectOf(want: Want): string {
  switch (want.want) {
    case 'edit-widget':
      return want.edit.from
    case 'install-node-pack':
      return want.title ?? want.pack
    case 'restore':
      return want.entry
    case 'disable-node-pack':
    case 'enable-node-pack':
    case 'remove-node-pack':
    case 'update-node-pack':
      return want.folder
    default:
      return want.name
  }
}

function unknown(want: Want) {
  return { code: 'UNANSWERED', message: `Nothing was found out about ${subjectOf(want)}.`, hint: 'Make the plan again.', subject: subjectOf(want) }
}
