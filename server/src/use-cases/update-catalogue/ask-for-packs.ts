import type { Problem } from '@greenlight/shared/problem'
import type { Registry } from '../../core/ports.js'
import { problem } from '../../problems.js'
import type { AskedPack, CatalogueUpdated, UpdateCatalogueOptions } from './parts.js'
import type { Questioner } from './questioner.js'
import { type NodeTypesRead, readNodeTypes } from './read-node-types.js'
import type { Shelf } from './shelf.js'
import { type WantedPack, wantedPacks } from './wanted-packs.js'

export interface PacksAsked extends Pick<CatalogueUpdated, 'packOf'> {
  /** Everything that was named was answered. */
  readonly done: boolean
  readonly packs: readonly AskedPack[]
  readonly problems: readonly Problem[]
}

interface Asking {
  readonly registry: Registry
  readonly questioner: Questioner
  readonly shelf: Shelf
}

/**
 * Node types of the packs that were named, and of those that the registry gives the named node types to. What came of each pack
 * is on disk before the next is asked for. Rejects with the signal's reason or REGISTRY_KEEP_UNWRITABLE.
 */
export async function askForPacks(asking: Asking, options: UpdateCatalogueOptions): Promise<PacksAsked> {
  const { wanted, packOf, stopped, ...before } = await wantedPacks(asking, options)
  const problems = [...before.problems]
  const asked: AskedPack[] = []
  let halted = stopped
  for (const [at, one] of wanted.entries()) {
    if (halted) break
    options.progress?.(at, wanted.length, `node types of ${one.id}`)
    const { pack, problems: came, stopped: stops } = await askForPack(asking, options, one)
    if (pack !== null) asked.push(pack)
    problems.push(...came)
    halted = stops
  }
  if (wanted.length > 0) options.progress?.(asked.length, wanted.length, 'named packs')
  const failed = halted || problems.some(({ code }) => code !== 'REGISTRY_ENTRIES_UNREADABLE')
  return { done: !failed, packs: asked, packOf, problems }
}

interface PackAsked {
  readonly pack: AskedPack | null
  readonly problems: readonly Problem[]
  readonly stopped: boolean
}

async function askForPack(
  { registry, questioner, shelf }: Asking,
  options: UpdateCatalogueOptions,
  wanted: WantedPack,
): Promise<PackAsked> {
  const { full = false, signal } = options
  const found =
    wanted.found === null
      ? await questioner.ask(() => registry.pack(wanted.id, signal))
      : { ok: true as const, value: wanted.found }
  if (!found.ok) return { pack: null, problems: [found.failure.problem], stopped: found.failure.kind === 'stop' }
  const isKept = (id: string, version: string): boolean => !full && shelf.typesOf(id, version) > 0
  const read = await readNodeTypes({ registry, questioner, signal, isKept }, found.value, wanted.version)
  shelf.setPack(read.pack)
  shelf.addNodeTypes(read.lines)
  // No version at all is more likely a fault of the service than the end of all of them.
  if (read.versions !== null && read.versions.length > 0)
    shelf.keepVersions(
      read.pack.id,
      [...read.versions.map(({ version }) => version), wanted.version].filter((version) => version !== null),
    )
  await shelf.save()
  const unreadable = { count: read.unreadable, what: `node types of ${read.pack.id}` }
  const problems = [
    ...(read.failure === null ? [] : [read.failure.problem]),
    ...(read.unreadable === 0 ? [] : [problem('REGISTRY_ENTRIES_UNREADABLE', unreadable)]),
  ]
  return { pack: told(read, wanted, shelf), problems, stopped: read.failure?.kind === 'stop' }
}

function told({ pack, version, lines, failure }: NodeTypesRead, wanted: WantedPack, shelf: Shelf): AskedPack {
  const { id, latest } = pack
  if (version === null) {
    const nothing = latest === undefined ? 'it never published a version' : 'the registry has no node types of it'
    return { id, types: 0, says: failure === null ? nothing : 'its node types did not come' }
  }
  const isOlder = wanted.version === null && latest !== undefined && latest !== version
  const says = `${lines.length === 0 ? 'kept from before' : 'read now'}${isOlder ? `, the registry has none of ${latest}` : ''}`
  return { id, version, types: shelf.typesOf(id, version), says }
}
