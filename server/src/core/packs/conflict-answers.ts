import type { PackConflict, PackOnDisk } from '../pack-facts.js'
import { freeFolder } from './names-on-disk.js'

/** One answer to a conflict; `choose` is what the next request says (`install-node-pack`, `conflict`). */
export interface ConflictAnswer {
  readonly choose: 'keep-both' | 'replace' | 'use-existing'
  /** On the button. */
  readonly label: string
  readonly says: string
  /** Folder of the new one, where it gets another name. */
  readonly folder?: string
}

/** The answers that make sense, the gentlest first. `same`: it is the wanted pack itself, so that two enabled copies would claim the same node types. */
export function answersTo(wanted: { readonly title: string; readonly folder: string }, pack: PackOnDisk, found: { readonly conflict: PackConflict; readonly same: boolean }, there: readonly PackOnDisk[]): readonly ConflictAnswer[] {
  const answers: ConflictAnswer[] = []
  if (found.same && pack.state === 'disabled') {
    answers.push({ choose: 'use-existing', label: 'Enable that copy', says: `${pack.folder} is enabled as it is; nothing is fetched.` })
    answers.push({ choose: 'keep-both', label: 'Install, keep that copy', says: `${wanted.title} comes new; ${pack.folder} stays disabled.` })
  } else {
    answers.push({ choose: 'use-existing', label: 'Use it as it is', says: `${pack.folder} stays; nothing is installed.` })
    if (!found.same) {
      const folder = freeFolder(wanted.folder, there)
      answers.push({ choose: 'keep-both', label: 'Keep both', says: `${wanted.title} goes into ${folder}.`, folder })
    }
  }
  answers.push({
    choose: 'replace',
    label: 'Replace it',
    says: keptBeside(pack, found.conflict) ? `${pack.folder} is disabled by renaming it, nothing of it is lost; ${wanted.title} takes its place.` : `${pack.folder} goes to the trash, from where it can be brought back; ${wanted.title} takes its place.`,
  })
  return answers
}

/** What somebody works on never leaves its folder: it is only renamed (DOCK-25, DOCK-27). */
export function keptBeside(pack: PackOnDisk, conflict: PackConflict): boolean {
  return pack.state === 'enabled' && (pack.source === 'development' || conflict === 'development' || conflict === 'no-remote')
}
