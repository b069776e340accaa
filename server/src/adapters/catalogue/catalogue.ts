import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Problem } from '@greenlight/shared/problem'
import type { Known, PackClaim } from '../../core/installed.js'
import type { Catalogue } from '../../core/ports.js'
import { normaliseRepository } from '../../core/repository.js'
import { parseForeignJson } from '../../core/workflow/json.js'
import { problem } from '../../problems.js'
import { type CatalogueFile, type CatalogueKind, findCatalogueFiles } from './catalogue-files.js'
import { type ListedPack, type NodeList, readNodeList } from './read-node-list.js'
import { type MappedPack, type NodeMap, readNodeMap } from './read-node-map.js'

/** ComfyUI stands among the packs of the map. */
const comfyui = new Set(['github.com/comfyanonymous/comfyui', 'github.com/comfy-org/comfyui'])
const maxBytes = 64 * 1024 * 1024

type Loaded<T> = { readonly path: string; readonly stamp: string; readonly value: T | null }

/**
 * The lists of a ComfyUI-Manager on this disk. `folders` in order of trust: of each list the first readable one counts, so
 * that an old copy adds no stale claims to a fresh one. Read when first asked and again only when size or time changed.
 */
export function createCatalogue(folders: readonly string[]): Catalogue {
  const maps = new Map<string, Loaded<NodeMap>>()
  const lists = new Map<string, Loaded<NodeList>>()
  return {
    async lookUp(types, ids) {
      const problems: Problem[] = []
      const map = await firstReadable(folders, 'extension-node-map', readNodeMap, maps, problems)
      const list = await firstReadable(folders, 'custom-node-list', readNodeList, lists, problems)
      const claims = new Map<string, readonly PackClaim[]>()
      const packs = new Map<string, PackClaim>()
      for (const type of new Set(types)) {
        const found = map?.value === null || map === null ? [] : claimsOn(type, map.value, list?.value ?? null)
        if (found.length > 0) claims.set(type, found)
        for (const claim of found) addPack(packs, claim)
      }
      for (const id of new Set(ids)) {
        const pack = packOf(id, map?.value ?? null, list?.value ?? null)
        if (pack === null) continue
        addPack(packs, pack)
        packs.set(id, pack)
      }
      const source = map?.path ?? list?.path
      return { claims, packs, shares: new Map(), models: new Map(), source: source === undefined ? null : dirname(source), problems } satisfies Known
    },
    status: async () => [],
  }
}

/** Packs that list the type by name; a pattern counts only where nobody does. Sorted by repository. */
function claimsOn(type: string, map: NodeMap, list: NodeList | null): PackClaim[] {
  const exact = (map.byType.get(type) ?? []).flatMap((at) => map.packs[at] ?? [])
  const packs = exact.length > 0 ? exact : map.packs.filter((pack) => pack.matches?.(type) === true)
  const via = exact.length > 0 ? 'exact-type' : 'pattern'
  const byKey = new Map(packs.map((pack) => [pack.key, pack]))
  return [...byKey]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, pack]) => claimOf(pack, list?.byRepository.get(pack.key), via))
}

function claimOf(pack: MappedPack, listed: ListedPack | undefined, via: PackClaim['via']): PackClaim {
  const title = pack.title ?? listed?.title ?? pack.key.slice(pack.key.lastIndexOf('/') + 1)
  return { id: comfyui.has(pack.key) ? null : (listed?.id ?? null), repository: pack.repository, title, via }
}

/** A registry id, an `owner/name`, or an address. */
function packOf(id: string, map: NodeMap | null, list: NodeList | null): PackClaim | null {
  const byId = list?.byId.get(id.toLowerCase())
  const key = byId?.repository ?? (/^[\w.-]+\/[\w.-]+$/.test(id) ? `https://github.com/${id}` : id)
  const repository = normaliseRepository(key)
  const listed = byId ?? (repository === null ? undefined : list?.byRepository.get(repository))
  const mapped = repository === null ? undefined : map?.packs.find((pack) => pack.key === repository)
  if (mapped !== undefined) return claimOf(mapped, listed, 'exact-type')
  if (listed === undefined) return null
  return { id: listed.id, repository: listed.repository, title: listed.title ?? listed.id ?? id, via: 'exact-type' }
}

function addPack(packs: Map<string, PackClaim>, claim: PackClaim): void {
  const repository = claim.repository === null ? null : normaliseRepository(claim.repository)
  if (repository !== null && comfyui.has(repository)) return
  if (repository !== null && !packs.has(repository)) packs.set(repository, claim)
  if (claim.id !== null && !packs.has(claim.id)) packs.set(claim.id, claim)
}

async function firstReadable<T>(
  folders: readonly string[],
  kind: CatalogueKind,
  read: (value: unknown) => T | null,
  cache: Map<string, Loaded<T>>,
  problems: Problem[],
): Promise<Loaded<T> | null> {
  for (const folder of folders) {
    const file = (await findCatalogueFiles(folder)).get(kind)
    if (file === undefined) continue
    const stamp = `${file.size} ${file.modified}`
    const before = cache.get(file.path)
    const loaded = before?.stamp === stamp ? before : { path: file.path, stamp, value: await load(file, read) }
    cache.set(file.path, loaded)
    if (loaded.value !== null) return loaded
    problems.push(
      problem('CATALOGUE_UNREADABLE', { path: file.path, because: file.size === 0 ? 'it is empty' : undefined }),
    )
  }
  return null
}

async function load<T>(file: CatalogueFile, read: (value: unknown) => T | null): Promise<T | null> {
  if (file.size > maxBytes) return null
  const bytes = await readFile(file.path).catch(() => null)
  const parsed = bytes === null ? null : parseForeignJson(new TextDecoder().decode(bytes))
  return parsed?.ok === true ? read(parsed.value) : null
}
