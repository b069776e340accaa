import { describe, expect, it } from 'vitest'
import type { CatalogueView } from '../catalogue-part.js'
import { lookUpIn, packNamed } from './look-up.js'
import { groupPacks } from './groups.js'
import { viewOf } from './testing/view-of.js'

const lists = viewOf('lists', [
  { key: 'github.com/now/pack', aliases: ['github.com/before/pack'], title: 'Pack', types: ['T'] },
  { key: 'github.com/a/tool', title: 'Tool', types: ['T', 'U'] },
  { key: 'github.com/fork/tool', title: 'Fork', types: ['T'] },
])
const registry = viewOf('registry', [
  { key: 'github.com/before/pack', id: 'pack', title: 'Pack of the registry', types: ['T', 'V'], about: { latest: '2.0.0', stars: 1 } },
  { key: 'github.com/a/tool', id: 'tool-kit', title: 'Kit', types: [], about: { stars: 9 } },
  { key: 'github.com/a/tool', id: 'tool-copy', title: 'Copy', types: [] },
  { key: 'id:bare', id: 'bare', title: 'Bare', types: ['W'] },
])
const mapping = viewOf('mapping', [{ key: 'github.com/some/bare', id: 'bare', title: 'Bare elsewhere', types: ['W'], about: { author: 'me' } }])

describe('one pack from several parts', () => {
  it('is one under its former address, and keeps the name that it has now', () => {
    const { claims } = lookUpIn([lists, registry])(['T', 'V'], [], [])
    expect(claims.get('T')?.map(({ id, repository, title, from }) => [id, repository, title, from])).toEqual([
      [null, 'https://github.com/a/tool', 'Tool', 'lists'],
      [null, 'https://github.com/fork/tool', 'Fork', 'lists'],
      ['pack', 'https://github.com/now/pack', 'Pack', 'lists, registry'],
    ])
    expect(claims.get('V')).toMatchObject([{ id: 'pack', from: 'registry', about: { latest: '2.0.0' } }])
  })

  it('has no id of its own when two ids name its repository; either id means it', () => {
    const { packs } = lookUpIn([lists, registry])([], ['tool-kit', 'TOOL-COPY', 'a/tool'], [])
    expect(packs.get('a/tool')?.id).toBeNull()
    expect(packs.get('tool-kit')).toMatchObject({ id: 'tool-kit', title: 'Tool', about: { stars: 9 } })
    expect(packs.get('TOOL-COPY')).toMatchObject({ id: 'tool-copy', repository: 'https://github.com/a/tool' })
  })

  it('gets its repository from a part that knows it', () => {
    const { claims } = lookUpIn([registry, mapping])(['W'], [], [])
    expect(claims.get('W')).toMatchObject([{ id: 'bare', repository: 'https://github.com/some/bare', title: 'Bare', from: 'registry, mapping', about: { author: 'me' } }])
    expect(claims.get('W')).toHaveLength(1)
  })

  it('is two when two parts bind one id to two repositories; the id means neither', () => {
    const other = viewOf('other', [{ key: 'github.com/moved/bare', id: 'bare', title: 'Third', types: ['W'] }])
    const { claims, packs } = lookUpIn([mapping, other])(['W'], ['bare'], [])
    expect(claims.get('W')).toHaveLength(2)
    expect([...packs.keys()]).toEqual(['github.com/moved/bare', 'github.com/some/bare'])
  })

  it('survives renames in a circle and a chain', () => {
    const circle = [
      viewOf('one', [{ key: 'github.com/x/a', aliases: ['github.com/x/b'], types: ['T'] }]),
      viewOf('two', [{ key: 'github.com/x/b', aliases: ['github.com/x/a'], types: ['T'] }]),
    ]
    expect(lookUpIn(circle)(['T'], [], []).claims.get('T')?.length).toBeLessThanOrEqual(2)
    const chain = Array.from({ length: 12 }, (_, at) => viewOf(`p${at}`, [{ key: `github.com/x/${at}`, aliases: [`github.com/x/${at + 1}`], types: ['T'] }]))
    expect(lookUpIn(chain)(['T'], [], []).claims.get('T')?.length).toBeGreaterThan(0)
  })
})

describe('a name that is no id anywhere', () => {
  const find = (...views: readonly CatalogueView[]) => groupPacks(views).find
  it.each([
    ['tool', null],
    ['pack', 'github.com/now/pack'],
    ['PACK', 'github.com/now/pack'],
    ['nothing', null],
    ['github.com/a/tool', 'github.com/a/tool'],
    ['before/pack', 'github.com/now/pack'],
    ['', null],
  ])('%j', (id, key) => {
    expect(packNamed(id, find(lists))?.key ?? null).toBe(key)
  })
})
