import type { Want } from '@greenlight/shared/plans'
import type { PackName, PackOnDisk, ShelvedPack } from '../../core/pack-facts.js'
import { keptBeside } from '../../core/packs/conflict-answers.js'
import { conflictOf, type ConflictFound } from '../../core/packs/conflicts.js'
import { enabledPath, freeFolder } from '../../core/packs/names-on-disk.js'
import { maskedName, readPackName } from '../../core/packs/read-pack-name.js'
import { joinPath, nameOf } from '../../core/plan/paths.js'
import type { WantFact } from '../../core/plan/plan-facts.js'
import { problem } from '../../problems.js'
import { placeAt, thereAt } from '../plans/gather/places.js'
import { lookAtShelved } from './look-at-shelved.js'
import { makeRoom, type PackAsking, type PackParts } from './pack-parts.js'

type InstallWant = Extract<Want, { want: 'install-node-pack' }>

/**
 * Everything about a pack that is to be installed: what it is byte for byte, what it would run and ask for, what stands in its way and
 * what would make room. An open conflict (DOCK-22) is PACK_FOLDER_CONFLICT with its answers in the hint; `use-existing` fetches nothing.
 */
export async function installFacts(parts: PackParts, want: InstallWant, asking: PackAsking): Promise<WantFact> {
  const name = readPackName(want.pack)
  if (name === null || name.by === 'folder') return { of: 'problem', problem: problem('PACK_NAME_UNREADABLE', { pack: maskedName(want.pack) }) }
  const [root] = parts.folders.roots
  if (root === undefined) return { of: 'problem', problem: problem('NOT_A_COMFYUI', { path: 'this machine' }) }
  const { packs } = await parts.folders.list()
  const known = want.conflict === 'use-existing' ? conflictOf(wantedOf(name, want.title), packs) : null
  if (known !== null) return useIt(parts, known.pack)
  const { pack: shelved, ...looked } = await lookAtShelved(parts.shelf, name, asking)
  // The report calls it so; a repository alone has no other name than that of its folder.
  const pack = want.title === undefined ? shelved : { ...shelved, title: want.title }
  const found = conflictOf(pack, packs)
  if (found !== null && want.conflict === 'use-existing') return useIt(parts, found.pack)
  if (found !== null && !isThere(pack, found.pack) && !found.answers.some((answer) => answer.choose === want.conflict)) return open(found, pack, want)
  const target = targetOf(root, pack, found, { keepsBoth: want.conflict === 'keep-both', packs })
  const aside = found === null || want.conflict === 'keep-both' ? [] : [await makeRoom(parts, found.pack, keptBeside(found.pack, found.conflict) ? 'move' : 'trash', asking.plan)]
  return {
    of: 'pack',
    pack,
    ...looked,
    root: found?.pack.state === 'enabled' && want.conflict !== 'keep-both' ? found.pack.root : root,
    target: await placeAt(parts.look, target),
    standing: found === null ? null : { pack: found.pack, conflict: found.conflict },
    aside,
    types: want.types,
  }
}

/** Nothing is known yet but the name. The folder is the repository's own, or the id. */
function wantedOf(name: Exclude<PackName, { by: 'folder' }>, title: string | undefined) {
  const folder = name.by === 'registry' ? name.id : nameOf(name.url)
  return { title: title ?? folder, folder, id: name.by === 'registry' ? name.id : null, repository: name.by === 'repository' ? name.url : null }
}

/** An enabled one keeps its folder, under whatever name; a disabled copy leaves the place free. */
function targetOf(root: string, { folder }: ShelvedPack, found: ConflictFound | null, { keepsBoth, packs }: { keepsBoth: boolean; packs: readonly PackOnDisk[] }): string {
  if (found?.pack.state !== 'enabled') return joinPath(root, folder)
  return keepsBoth ? joinPath(root, freeFolder(folder, packs)) : found.pack.path
}

/** The same commit or version, untouched: nothing is to be asked, nothing to be done. */
function isThere(pack: ShelvedPack, there: PackOnDisk): boolean {
  if (there.state !== 'enabled' || there.changed === true) return false
  if (pack.commit !== null && there.commit !== null) return pack.commit === there.commit
  return pack.id !== null && pack.id === there.id && pack.version !== null && pack.version === there.version
}

/** The copy that is there, enabled as it is. */
async function useIt({ look, typesOf }: PackParts, pack: PackOnDisk): Promise<WantFact> {
  const [there, to] = await Promise.all([thereAt(look, pack.path), placeAt(look, enabledPath(pack))])
  return { of: 'switch', pack, there, to, types: typesOf(pack.path) }
}

function open({ says, answers, code }: ConflictFound, { title }: ShelvedPack, { pack }: InstallWant): WantFact {
  const made = problem('PACK_FOLDER_CONFLICT', { pack: title, because: says.replace(/\.$/, '') })
  const buttons = answers.map((answer) => ({ choose: answer.choose, label: answer.label, says: answer.says }))
  const hint = buttons.map((button) => `${button.label}: ${button.says}`).join(' ')
  return { of: 'problem', problem: { ...made, hint }, open: { about: 'pack-conflict', pack, title, code, says, answers: buttons } }
}
