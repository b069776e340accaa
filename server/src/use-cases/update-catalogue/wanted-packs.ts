import type { Problem } from '@greenlight/shared/problem'
import type { Registry } from '../../core/ports.js'
import type { SpelledPack } from '../../core/registry.js'
import type { CatalogueUpdated, UpdateCatalogueOptions } from './parts.js'
import type { Questioner } from './questioner.js'

/** A pack whose node types are wanted. */
export interface WantedPack {
  readonly id: string
  readonly version: string | null
  /** Known already where a node type led to it. */
  readonly found: SpelledPack | null
}

export interface WantedPacks extends Pick<CatalogueUpdated, 'packOf'> {
  readonly wanted: readonly WantedPack[]
  readonly problems: readonly Problem[]
  /** No further question makes sense. */
  readonly stopped: boolean
}

/** The packs that were named, then those that the registry gives the named node types to; each once. Rejects with the signal's reason. */
export async function wantedPacks(
  { registry, questioner }: { readonly registry: Registry; readonly questioner: Questioner },
  { packs = [], types = [], signal, progress }: UpdateCatalogueOptions,
): Promise<WantedPacks> {
  const wanted = new Map(packs.map(readWanted).map((one) => [`${one.id.toLowerCase()}@${one.version ?? ''}`, one]))
  const packOf: { type: string; id: string | null }[] = []
  const problems: Problem[] = []
  const asked = [...new Set(types)]
  for (const [at, type] of asked.entries()) {
    progress?.(at, asked.length, `which pack has ${type}`)
    const answer = await questioner.ask(() => registry.packOfType(type, signal))
    if (answer.ok) {
      const { id } = answer.value.pack
      packOf.push({ type, id })
      if (!wanted.has(`${id}@`)) wanted.set(`${id}@`, { id, version: null, found: answer.value })
    } else if (answer.failure.kind === 'absent') packOf.push({ type, id: null })
    else problems.push(answer.failure.problem)
    if (!answer.ok && answer.failure.kind === 'stop')
      return { wanted: [...wanted.values()], packOf, problems, stopped: true }
  }
  return { wanted: [...wanted.values()], packOf, problems, stopped: false }
}

/** `id` or `id@version`. */
function readWanted(text: string): WantedPack {
  const at = text.indexOf('@')
  if (at === -1) return { id: text.trim(), version: null, found: null }
  return { id: text.slice(0, at).trim(), version: text.slice(at + 1).trim(), found: null }
}
