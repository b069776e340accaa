import { expect, it } from 'vitest'
import { manyPacks } from '../../adapters/comfy-registry/testing/make-packs.js'
import { startRegistry } from '../../adapters/comfy-registry/testing/stand-in.js'
import { startChild } from '../../adapters/sqlite/testing/child.js'
import { updatePlace, type UpdatePlace } from './testing/update-place.js'

const script = new URL('./testing/update-and-die.ts', import.meta.url)

/** Whatever is there is whole: each line is a record, and nothing is told as unreadable. */
async function isWhole(place: UpdatePlace): Promise<Readonly<Record<string, string>>> {
  const files = await place.files()
  for (const [name, text] of Object.entries(files)) {
    if (name.endsWith('.tmp')) continue
    expect(text.endsWith('\n')).toBe(true)
    for (const line of text.split('\n').filter(Boolean)) expect(JSON.parse(line)).toBeTypeOf('object')
  }
  return Object.fromEntries(Object.entries(files).filter(([name]) => !name.endsWith('.tmp')))
}

it(
  'leaves whole files when it is killed between temp and rename, and the next update ends as if nothing had been',
  { timeout: 120_000 },
  async () => {
    await using standIn = await startRegistry(manyPacks(40), { mostPerPage: 8 })
    await using calm = await updatePlace(standIn.url)
    const said = await startChild(script, standIn.url, calm.root, '0').line()
    const renames = Number(/\d+/.exec(said)?.[0])
    // 5 pages with their states, packs, the last state, node types, and packs as the pack tells itself (the same bytes: not written).
    expect(renames).toBe(13)
    const expected = await isWhole(calm)
    expect(Object.keys(expected)).toEqual(['node-types.jsonl', 'packs.jsonl', 'state.json'])
    let asked = 0
    for (let nth = 1; nth <= renames; nth += 1) {
      await using place = await updatePlace(standIn.url)
      await expect(startChild(script, standIn.url, place.root, String(nth)).line()).rejects.toThrow('ended')
      expect(Object.keys(await place.files()).filter((name) => name.endsWith('.tmp'))).toHaveLength(1)
      await isWhole(place)
      const before = standIn.asked.length
      const done = await place.run({ packs: ['pack-001'] })
      asked += standIn.asked.slice(before).filter(({ url }) => url.startsWith('/nodes?')).length
      expect(done).toMatchObject({ done: true, problems: [] })
      const after = await isWhole(place)
      // Killed after the list was finished, the next update asks for changes, and says so.
      const { 'state.json': state, ...rest } = after
      expect(rest).toEqual({ 'node-types.jsonl': expected['node-types.jsonl'], 'packs.jsonl': expected['packs.jsonl'] })
      expect(JSON.parse(state ?? '')).toMatchObject({ at: '2026-06-10T12:00:00.000Z', done: true })
    }
    // Each page was asked for again only where its state was not kept: two kills a page.
    expect(asked).toBe(5 + 5 + 4 + 4 + 3 + 3 + 2 + 2 + 1 + 1 + 0 + 0 + 1)
  },
)
