import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { catalogueFolder } from './places.mjs'
import { packKey } from './pack-names.mjs'
import { readYaml } from './read-yaml.mjs'

const isPlain = (name) => /^[^/]+\/[^/]+$/.test(name)

/** Node types of a pack: its own and those that it carries from others (`all`, or the names). */
function typesOf(entry, byName) {
  const copied = Object.entries(entry.copies ?? {}).flatMap(([from, what]) => {
    const original = byName.get(from)
    if (original === undefined) throw new Error(`${entry.pack} copies ${from}, which is not there`)
    const theirs = typesOf(original, byName)
    if (what === 'all') return theirs
    const strange = what.filter((type) => !theirs.includes(type))
    if (strange.length > 0) throw new Error(`${entry.pack} copies ${strange.join(', ')}, which ${from} does not have`)
    return what
  })
  return [...new Set([...(entry.nodes ?? []), ...copied])].sort()
}

/** Packs of the catalogue, sorted as ComfyUI-Manager sorts its map: by address. */
export function readPacks(folder = catalogueFolder) {
  const files = readdirSync(folder).filter((file) => file.startsWith('packs-')).sort()
  const entries = files.flatMap((file) => readYaml(join(folder, file)).packs)
  const byName = new Map(entries.map((entry) => [entry.pack, entry]))
  if (byName.size !== entries.length) throw new Error('a pack stands twice in the catalogue')
  return [corePack(readCore(folder)), ...entries]
    .map((entry) => ({
      ...entry,
      key: packKey(entry.pack),
      url: entry.url ?? (isPlain(entry.pack) ? `https://github.com/${entry.pack}` : entry.pack),
      title: entry.title ?? entry.pack.slice(entry.pack.lastIndexOf('/') + 1),
      listed: entry.listed ?? 'both',
      types: typesOf(entry, byName),
    }))
    .sort((a, b) => (a.url < b.url ? -1 : 1))
}

/** The catalogue lists ComfyUI among the packs. */
const corePack = ({ modules, newer, unlisted }) => ({
  pack: 'comfyanonymous/ComfyUI',
  core: true,
  nodes: [...Object.values(modules).flat(), ...newer].filter((type) => !unlisted.includes(type)),
})

/** ComfyUI's own node types by module; `newer` are those that the installed one does not have yet. */
export const readCore = (folder = catalogueFolder) => readYaml(join(folder, 'core.yaml'))

/** Packs of the map whose pattern of names a type fits. */
export function markedBy(packs) {
  const marks = packs
    .filter((pack) => pack.listed !== 'list' && pack.pattern !== undefined)
    .map((pack) => ({ pack, pattern: new RegExp(pack.pattern, 'u') }))
  return (type) => marks.filter(({ pattern }) => pattern.test(type)).map(({ pack }) => pack)
}

/** Packs of the map that claim a type by name, in the map's order. */
export function exactClaimsOf(packs) {
  const exact = new Map()
  for (const pack of packs.filter(({ listed }) => listed !== 'list')) {
    for (const type of pack.types) exact.set(type, [...(exact.get(type) ?? []), pack])
  }
  return (type) => exact.get(type) ?? []
}

/** What a type's name alone brings: those who claim it by name, else those whose pattern it fits. */
export function claimsOf(packs) {
  const [exact, marked] = [exactClaimsOf(packs), markedBy(packs)]
  return (type) => (exact(type).length > 0 ? exact(type) : marked(type))
}
