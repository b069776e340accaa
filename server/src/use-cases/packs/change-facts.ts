import type { Want } from '@greenlight/shared/plans'
import type { PackName, PackOnDisk } from '../../core/pack-facts.js'
import { enabledPath, foldFolder } from '../../core/packs/names-on-disk.js'
import { readPackName } from '../../core/packs/read-pack-name.js'
import type { UnknownFact, WantFact } from '../../core/plan/plan-facts.js'
import { problem } from '../../problems.js'
import { placeAt, thereAt } from '../plans/gather/places.js'
import { lookAtShelved } from './look-at-shelved.js'
import { disabledPlace, makeRoom, type PackAsking, type PackParts } from './pack-parts.js'

export type ChangeWant = Extract<Want, { want: 'disable-node-pack' | 'enable-node-pack' | 'remove-node-pack' | 'update-node-pack' }>

/** Everything about a change of a pack that is here. `folder` as PackFolders names it, or as it is written on the disk; PATH_NOT_FOUND. */
export async function changeFacts(parts: PackParts, want: ChangeWant, asking: PackAsking): Promise<WantFact> {
  const { packs } = await parts.folders.list()
  const pack = packs.find((one) => one.folder === want.folder || one.path === want.folder) ?? packs.find((one) => foldFolder(one.folder) === foldFolder(want.folder))
  if (pack === undefined) return { of: 'problem', problem: problem('PATH_NOT_FOUND', { path: want.folder }) }
  if (want.want === 'update-node-pack') return updateFacts(parts, { pack, to: want.to ?? null }, asking)
  const types = parts.typesOf(pack.path)
  if (want.want === 'remove-node-pack' && pack.source !== 'development') return { of: 'remove', pack, aside: await makeRoom(parts, pack, 'trash', asking.plan), types }
  const there = await thereAt(parts.look, pack.path)
  const to = want.want === 'enable-node-pack' ? await placeAt(parts.look, enabledPath(pack)) : await disabledPlace(parts, pack)
  return { of: 'switch', pack, there, to, types }
}

/** Another version of it in its own folder; what is there goes to the trash. What somebody works on is never replaced by an update. */
async function updateFacts(parts: PackParts, { pack, to }: { pack: PackOnDisk; to: string | null }, asking: PackAsking): Promise<WantFact> {
  if (pack.source === 'development') return inTheWay(pack, 'it is being worked on here')
  if (pack.state === 'disabled') return inTheWay(pack, 'it is disabled; enable it first')
  const name = originOf(pack, to)
  if (name === null) return inTheWay(pack, to === null ? 'nothing tells where it came from' : `nothing tells where to get its version ${to.slice(0, 80)}`)
  const { pack: newer, ...looked } = await lookAtShelved(parts.shelf, name, asking)
  return {
    of: 'pack',
    pack: newer,
    ...looked,
    root: pack.root,
    target: await placeAt(parts.look, pack.path),
    standing: { pack, conflict: pack.source === 'git' ? 'same-repository' : 'already-tracked' },
    aside: [await makeRoom(parts, pack, 'trash', asking.plan)],
    types: parts.typesOf(pack.path),
  }
}

/** A checkout is updated from its repository, all else from the registry. Read as if a person had written it, so that no odd text gets through. */
function originOf({ source, id, repository }: PackOnDisk, to: string | null): PackName | null {
  const written = source !== 'git' && id !== null ? id : repository
  const name = written === null ? null : readPackName(to === null ? written : `${written}@${to}`)
  return name?.by === 'folder' ? null : name
}

function inTheWay({ folder }: PackOnDisk, because: string): UnknownFact {
  return { of: 'problem', problem: { ...problem('PACK_FOLDER_CONFLICT', { pack: folder, because }), hint: 'Nothing of it was changed.' } }
}
