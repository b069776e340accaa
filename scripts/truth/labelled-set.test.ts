import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keysOf } from './baselines.mjs'
import { drawWorkflows } from './draw-workflows.mjs'
import { packKey } from './pack-names.mjs'
import { casesFolder, catalogueFolder, realFolder, realLabelsFile } from './places.mjs'
import { packsOf } from './read-labels.mjs'
import { readCases } from './read-cases.mjs'
import { claimsOf, markedBy, readCore, readPacks } from './read-packs.mjs'
import { factsOfReal } from './real-facts.mjs'
import { realLabels } from './real-labels.mjs'
import { writeWorkflow } from './write-workflow.mjs'

const cases = readCases()
const packs = readPacks()
const claims = claimsOf(packs)
const marks = markedBy(packs)
const labels = cases.flatMap((entry) => [...entry.labels].map(([type, label]) => ({ entry, type, label, at: `${entry.category}: ${entry.name}: ${type}` })))
const typesWith = (test: (label: (typeof labels)[number]['label']) => boolean) => new Set(labels.filter(({ label }) => test(label)).map(({ type }) => type))

/** What the nodes of a type say themselves. */
function declaredBy(entry: (typeof cases)[number], type: string): string[] {
  const nodes = [...entry.nodes, ...Object.values(entry.subgraphs).flat(), ...Object.values(entry.groups).flat()]
  return nodes
    .filter((node) => node.type === type)
    .flatMap((node) => [node.cnr_id === undefined ? [] : `id:${node.cnr_id}`, node.aux_id === undefined ? [] : node.aux_id].flat())
    .map((name) => packKey(name))
}

test('it is as large as it says', () => {
  expect(new Set(labels.map(({ type }) => type)).size).toBeGreaterThanOrEqual(300)
  expect(typesWith((label) => label.choice !== undefined && label.single === undefined).size).toBeGreaterThanOrEqual(60)
  expect(typesWith((label) => label.unknown === true).size).toBeGreaterThanOrEqual(60)
  const core = [...typesWith((label) => label.core === true)]
  expect(core.filter((type) => claims(type).some((pack) => pack.core !== true)).length).toBeGreaterThanOrEqual(20)
})

test('it stays small enough to be read', () => {
  const files = [casesFolder, catalogueFolder].flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
  expect([...files, realLabelsFile].reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(400_000)
})

test.each([
  ['https://www.GitHub.com/A/b.git/', 'github.com/a/b'],
  ['git@github.com:A/B.git', 'github.com/a/b'],
  ['A/B', 'github.com/a/b'],
  ['https://raw.githubusercontent.com/A/B/main/x.py', 'github.com/a/b'],
  ['https://gist.githubusercontent.com/me/0a1b/raw/9c/x.py', 'gist.github.com/me/0a1b'],
  ['https://gitlab.com/A/B', 'gitlab.com/a/b'],
  ['id:Some-Pack', 'id:some-pack'],
])('%s means %s', (name, key) => {
  expect(packKey(name)).toBe(key)
})

test('no case stands twice', () => {
  const names = cases.map(({ category, name }) => `${category}: ${name}`)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

test('every pack that a label names is in the catalogue, or the file itself names it', () => {
  const known = new Set(packs.flatMap((pack) => [...keysOf([pack]), packKey(pack.pack), packKey(pack.moved ?? pack.pack), `id:${pack.id ?? ''}`]))
  const idOf = (pack: string) => `id:${pack.slice(pack.lastIndexOf('/') + 1).toLowerCase()}`
  const strange = labels.flatMap(({ entry, label, at }) => {
    const said = new Set([...entry.labels.keys()].flatMap((other) => declaredBy(entry, other)))
    const folders = (entry.installed ?? []).flatMap((pack) => (pack.id === undefined ? [] : [`id:${pack.id}`]))
    const decided = JSON.stringify(entry.decided ?? {}).toLowerCase()
    return packsOf(label)
      .map((name) => packKey(name) as string)
      .filter((key) => !(label.frontend !== undefined && key.startsWith('id:')) && !decided.includes(key))
      .filter((key) => !known.has(key) && !said.has(key) && !folders.includes(key) && !packs.some((pack) => idOf(pack.pack) === key))
      .map((key) => `${at}: ${key}`)
  })
  expect(strange).toEqual([])
})

test('a choice names all claimants and nobody else', () => {
  const wrong = labels.flatMap(({ entry, type, label, at }) => {
    if (label.choice === undefined) return []
    const named = keysOf(claims(type).filter((pack) => pack.core !== true))
    if (label.choice === 'everyone') return named.length >= 2 ? [] : [`${at}: ${named.length} claimants`]
    const told = label.choice.map((name: string) => packKey(name))
    const may = new Set([...named, ...keysOf(marks(type)), ...declaredBy(entry, type)])
    return [
      ...named.filter((key) => !told.includes(key)).map((key) => `${at}: does not tell ${key}`),
      ...told.filter((key: string) => !may.has(key) && !key.includes('impact-pack')).map((key: string) => `${at}: ${key} has no claim`),
    ]
  })
  expect(wrong).toEqual([])
})

test('what is called unknown is claimed by nobody, what is called core is core', () => {
  const core = readCore()
  const own = new Set([...Object.values(core.modules).flat(), ...core.newer])
  const wrong = labels.filter(({ entry, type, label }) => {
    if (label.unknown) return claims(type).length > 0 || own.has(type) || declaredBy(entry, type).some((key) => key !== 'id:')
    if (label.core) return !own.has(type) && !declaredBy(entry, type).includes('id:comfy-core') && entry.name !== 'types that ComfyUI once had under another spelling'
    return false
  })
  expect(wrong.map(({ at }) => at)).toEqual([])
})

test('a single answer claims the type, bears its mark, or is declared', () => {
  const wrong = labels.filter(({ entry, type, label }) => {
    if (label.single === undefined || label.choice !== undefined) return false
    const keys = new Set(label.single.map((name: string) => packKey(name)))
    const said = [...declaredBy(entry, type), ...(JSON.stringify(entry.decided ?? {}).toLowerCase().match(/github\.com\/[^"]+/g) ?? [])]
    const listed = packs.filter((pack) => said.includes(`id:${pack.id ?? ''}`))
    return ![...keysOf([...claims(type), ...marks(type), ...listed]), ...said].some((key) => keys.has(key))
  })
  expect(wrong.map(({ at }) => at)).toEqual([])
})

test('every case becomes a workflow with its nodes', () => {
  for (const entry of cases) {
    const { bytes, ending } = writeWorkflow(entry)
    expect(bytes.length).toBeGreaterThan(50)
    if (ending === '.json') expect(() => JSON.parse(bytes.toString())).not.toThrow()
    if (entry.format === 'ui') for (const type of entry.labels.keys()) expect(bytes.toString()).toContain(JSON.stringify(type))
  }
})

const folder = realFolder()
test.skipIf(folder === null)('every label of the real workflows names packs of the world', () => {
  const facts = factsOfReal(folder!)
  const unlisted = new Set(['github.com/willmiao/comfyui-lora-manager'])
  const wrong = [...realLabels()].flatMap(([type, label]) => {
    const keys = packsOf(label).map((name) => packKey(name) as string)
    const repositories = keys.filter((key) => !key.startsWith('id:') && !unlisted.has(key))
    const claimants = [...facts.keysFor(type), ...keysOf(facts.markedBy(type))]
    const strange = label.frontend === undefined && label.orUnknown !== true ? repositories.filter((key) => !claimants.includes(key)) : []
    const few = label.choice === 'everyone' && claimants.length < 2 ? [`${type}: a choice of ${claimants.length}`] : []
    return [...strange.map((key) => `${type}: ${key} does not claim it`), ...few]
  })
  expect(wrong).toEqual([])
})

test('a workflow is drawn for a pack with names of its own and shared ones, without those given to others', () => {
  const pack = (url: string, types: string[], wins: string[] = []) => ({ url, types, wins, core: false })
  const drawn = [pack('a', ['Own', 'Shared', 'Given', 'KSampler']), pack('b', ['Shared', 'Given'], ['Given'])]
  const facts = { packs: drawn, isCore: (type: string) => type === 'KSampler', isPage: () => false, claimsOf: (type: string) => drawn.filter((one) => one.types.includes(type)) }
  expect(drawWorkflows(facts).map(({ pack: { url }, types }) => [url, types])).toEqual([['a', ['Own', 'Shared']]])
})
