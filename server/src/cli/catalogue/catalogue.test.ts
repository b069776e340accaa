import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CatalogueStatusSchema } from '@greenlight/shared/catalogue'
import { CheckSchema } from '@greenlight/shared/report'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toldCatalogue } from '../../core/testing/contract/catalogue-facts.js'
import { writeLists } from '../../adapters/catalogue/testing/write-lists.js'
import { comfyuiWith, workflowOf } from '../../main/models/testing/comfyui-with.js'
import { greenlight as run, isBuilt, type Ran, serveGreenlight } from '../../main/models/testing/run-greenlight.js'

let place: Awaited<ReturnType<typeof comfyuiWith>>
let lists = ''
const greenlight = (...args: readonly string[]): Promise<Ran> => run(place, ...args)
const statusOf = async (...args: readonly string[]) =>
  v.parse(CatalogueStatusSchema, JSON.parse((await greenlight('catalogue', 'status', '--format', 'json', ...args)).out))

describe.skipIf(!isBuilt)('greenlight catalogue', () => {
  beforeAll(async () => {
    place = await comfyuiWith({ 'user/default/workflows/a.json': workflowOf({ type: 'Mine', widgets: [] }).replace('"cnr_id":"comfy-core",', '') })
    lists = join(place.root, '..', 'Listen ü')
    await writeLists(lists, toldCatalogue)
  })
  afterAll(() => place[Symbol.asyncDispose]())

  it('begins with nothing, and says what to do', async () => {
    expect(await statusOf()).toEqual({ schema: 'greenlight/catalogue@1', parts: [], problems: [] })
    const { status, out } = await greenlight('catalogue', 'status')
    expect([status, out]).toEqual([0, expect.stringContaining('greenlight catalogue import')])
  })

  it('imports, lists, names packs by it, and forgets', async () => {
    const imported = await greenlight('catalogue', 'import', lists)
    expect([imported.status, imported.err]).toEqual([0, ''])
    expect(imported.out).toContain('Imported as Listen-ü')
    const { parts } = await statusOf()
    expect(parts).toMatchObject([{ from: 'import', packs: 10, nodeTypes: 17, models: 3, licence: expect.stringContaining('GPL-3.0') }])
    expect((await greenlight('catalogue', 'status')).out).toMatch(/^imported, of today\n {2}10 packs, 17 node types, 3 models; .*GPL-3\.0/)
    const { reports } = v.parse(CheckSchema, JSON.parse((await greenlight('check', '--format', 'json')).out))
    expect(reports[0]?.nodeTypes[0]?.candidates.map(({ title }) => title)).toContain('Collector')
    const unknown = await greenlight('catalogue', 'import', '--forget', 'other')
    expect([unknown.status, unknown.err]).toEqual([1, expect.stringContaining('CATALOGUE_IMPORT_UNKNOWN')])
    expect((await greenlight('catalogue', 'import', '--forget', 'Listen-ü')).status).toBe(0)
    expect((await statusOf()).parts).toEqual([])
  })

  it('takes --catalogue for that folder alone', async () => {
    await greenlight('catalogue', 'import', lists)
    const { parts } = await statusOf('--catalogue', lists)
    expect(parts.map(({ from, where }) => [from, where])).toEqual([['manager', lists]])
    await greenlight('catalogue', 'import', '--forget', 'Listen-ü')
  })

  it('answers the same when what it derived is deleted or damaged', async () => {
    const check = async () => (await greenlight('check', '--format', 'json', '--catalogue', lists)).out
    const first = await check()
    expect(await check()).toBe(first)
    const derived = join(place.state, 'catalogue', 'derived')
    const names = await readdir(derived)
    expect(names.some((name) => name.endsWith('.block'))).toBe(true)
    expect(await check()).toBe(first)
    for (const name of names) await writeFile(join(derived, name), (await readFile(join(derived, name))).subarray(0, 100))
    expect(await check()).toBe(first)
  })

  it.each([
    [[], 'catalogue needs'],
    [['fly'], 'it knows: import, status, update'],
    [['status', 'x'], 'does not take "x"'],
    [['import'], 'needs a folder'],
    [['import', 'a', 'b'], 'does not take "b"'],
    [['import', '--forget'], 'needs the name'],
    [['status', '--forget'], '--forget belongs to'],
    [['status', '--format', 'md'], '--format is text or json'],
  ])('a mistake in %j is usage: 2, in words', async (args, words) => {
    const { status, err } = await greenlight('catalogue', ...args)
    expect([status, err]).toEqual([2, expect.stringContaining(words)])
  })

  it('fails in words when there is nothing to import', async () => {
    const { status, err, out } = await greenlight('catalogue', 'import', join(lists, 'nowhere'), '--format', 'json')
    expect([status, err, out]).toEqual([1, expect.stringContaining('PATH_NOT_FOUND'), expect.anything()])
  })

  it('asks nobody while the registry is switched off', async () => {
    const { status, err } = await greenlight('catalogue', 'update')
    expect([status, err]).toEqual([1, expect.stringContaining('SOURCE_OFF')])
  })

  it('tells the parts to the page too', async () => {
    await greenlight('catalogue', 'import', lists)
    await using sidecar = await serveGreenlight(place)
    const { status, body } = await sidecar.get('/catalogue')
    expect([status, v.parse(CatalogueStatusSchema, body).parts]).toMatchObject([200, [{ from: 'import', packs: 10 }]])
  })
})
