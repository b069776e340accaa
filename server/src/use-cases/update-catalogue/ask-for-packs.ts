import type { Problem } from '@greenlight/shared/problem'
import type { SpelledPack } from '../../core/registry.js'
import { problem } from '../../problems.js'
import type { AskedPack, CatalogueUpdated, UpdateCatalogueOptions, UpdateCatalogueParts } from './parts.js'
import type { Questioner } from './questioner.js'
import { type NodeTypesRead, readNodeTypes } from './read-node-types.js'
import type { Shelf } from './shelf.js'

export interface PacksAsked extends Pick<CatalogueUpdated, 'packOf'> {
  /** Everything that was named was answered. */
  readonly done: boolean
  readonly packs: readonly AskedPack[]
  readonly problems: readonly Problem[]
}

interface Wanted {
  readonly id: string
  readonly version: string | null
  /** Known already where a node type led to it. */
  readonly found: SpelledPack | null
}

/**
 * Node types of the packs that were named, and of those that the registry gives the named node types to. What came of each pack
 * is on disk before the next is asked for. Rejects with the signal's reason or REGISTRY_KEEP_UNWRITABLE.
 */
export async function askForPacks(
  { registry }: Pick<UpdateCatalogueParts, 'registry'>,
  { packs = [], types = [], full = false, signal, progress }: UpdateCatalogueOptions,
  questioner: Questioner,
  shelf: Shelf,
  stopped: boolean,
): Promise<PacksAsked> {
  const wanted = new Map(packs.map(readWanted).map((one) => [`${one.id.toLowerCase()}@${one.version ?? ''}`, one]))
  const answers: { asked: AskedPack[]; packOf: { type: string; id: string | null }[]; problems: Problem[] } = { asked: [], packOf: [], problems: [] }
  let halted = stopped
  for (const [at, type] of [...new Set(types)].entries()) {
    if (halted) break
    progress?.(at, types.length, `which pack has ${type}`)
    const answer = await questioner.ask(() => registry.packOfType(type, signal))
    if (answer.ok) {
      const { id } = answer.value.pack
      answers.packOf.push({ type, id })
      shelf.setPack(answer.value.pack)
      if (!wanted.has(`${id}@`)) wanted.set(`${id}@`, { id, version: null, found: answer.value })
    } else if (answer.failure.kind === 'absent') answers.packOf.push({ type, id: null })
    else {
      answers.problems.push(answer.failure.problem)
      halted = answer.failure.kind === 'stop'
    }
  }
  const list = [...wanted.values()]
  for (const [at, { id, version, found }] of list.entries()) {
    if (halted) break
    progress?.(at, list.length, `node types of ${id}`)
    const pack = found === null ? await questioner.ask(() => registry.pack(id, signal)) : { ok: true as const, value: found, bytes: 0 }
    if (!pack.ok) {
      answers.problems.push(pack.failure.problem)
      halted = pack.failure.kind === 'stop'
      continue
    }
    const isKept = (of: string, one: string): boolean => !full && shelf.typesOf(of, one) > 0
    const read = await readNodeTypes({ registry, questioner, signal, isKept }, pack.value, version)
    shelf.setPack(read.pack)
    shelf.addNodeTypes(read.lines)
    if (read.versions !== null) shelf.keepVersions(read.pack.id, [...read.versions.map((one) => one.version), ...(version === null ? [] : [version])])
    await shelf.save()
    answers.asked.push(told(read, shelf))
    if (read.failure !== null) answers.problems.push(read.failure.problem)
    if (read.unreadable > 0) answers.problems.push(problem('REGISTRY_ENTRIES_UNREADABLE', { count: read.unreadable, what: `node types of ${id}` }))
    halted = read.failure?.kind === 'stop'
  }
  progress?.(answers.asked.length, list.length, 'named packs')
  const isAnswered = answers.asked.length === list.length && answers.packOf.length === new Set(types).size
  return { done: isAnswered && !answers.problems.some(({ code }) => code !== 'REGISTRY_ENTRIES_UNREADABLE'), packs: answers.asked, packOf: answers.packOf, problems: answers.problems }
}

/** `id` or `id@version`. */
function readWanted(text: string): Wanted {
  const at = text.indexOf('@')
  return at === -1 ? { id: text.trim(), version: null, found: null } : { id: text.slice(0, at).trim(), version: text.slice(at + 1).trim(), found: null }
}

function told({ pack, version, lines, failure }: NodeTypesRead, shelf: Shelf): AskedPack {
  const { id, latest } = pack
  if (version === null) {
    const says = failure !== null ? 'its node types did not come' : latest === undefined ? 'it never published a version' : 'the registry has no node types of it'
    return { id, types: 0, says }
  }
  const older = latest !== undefined && latest !== version ? `, the registry has none of ${latest}` : ''
  return { id, version, types: shelf.typesOf(id, version), says: `${lines.length === 0 ? 'kept from before' : 'read now'}${older}` }
}
