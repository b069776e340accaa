import { readFile, stat } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { RegistryKeptPage } from '../../../core/ports.js'
import { tempTree } from '../testing/temp-tree.js'
import { createRegistryKeep } from './registry-keep.js'

const folder = 'catalogue/comfy-registry'
const state = { at: '2026-06-10T12:00:00.000Z', page: 1, done: false }
const page: RegistryKeptPage = {
  page: 1,
  packs: [{ id: 'a', title: 'Größe 模型 🔥' }],
  unreadable: 2,
  total: 9,
  pages: null,
}

describe('registry keep', () => {
  it('has nothing where nothing was ever kept', async () => {
    await using tree = await tempTree()
    expect(await createRegistryKeep(tree.root).read()).toEqual({
      state: null,
      packs: [],
      nodeTypes: [],
      pages: [],
      problems: [],
    })
  })

  it('gives back what it was given, absent keys absent', async () => {
    await using tree = await tempTree()
    const keep = createRegistryKeep(tree.root)
    const packs = [{ id: 'a' }, { id: 'b', stars: 0, deprecated: true as const, preempted: ['x'] }]
    const nodeTypes = [
      {
        id: 'a',
        version: '1.0.0',
        types: [{ name: '__proto__', inputs: [{ name: 'constructor', type: '*' }], outputs: [] }, { name: ' a|b ' }],
      },
    ]
    await keep.addPage(page, state)
    const bytes = await keep.writePacks(packs)
    await keep.writeNodeTypes(nodeTypes)
    expect(await keep.read()).toEqual({ state, packs, nodeTypes, pages: [page], problems: [] })
    expect(await readFile(tree.at(folder, 'packs.jsonl'), 'utf8')).toBe(
      '{"id":"a"}\n{"id":"b","stars":0,"deprecated":true,"preempted":["x"]}\n',
    )
    expect(bytes).toBe((await stat(tree.at(folder, 'packs.jsonl'))).size)
  })

  it('writes keys in one order, whatever order they came in', async () => {
    await using tree = await tempTree()
    await createRegistryKeep(tree.root).writePacks([{ stars: 1, title: 't', id: 'a' }])
    expect(await readFile(tree.at(folder, 'packs.jsonl'), 'utf8')).toBe('{"id":"a","title":"t","stars":1}\n')
  })

  it('leaves a file alone that is so already', async () => {
    await using tree = await tempTree()
    const keep = createRegistryKeep(tree.root)
    const writtenAt = async (): Promise<bigint> =>
      (await stat(tree.at(folder, 'packs.jsonl'), { bigint: true })).mtimeNs
    await keep.writePacks([{ id: 'a' }])
    const before = await writtenAt()
    await keep.writePacks([{ id: 'a' }])
    expect(await writtenAt()).toBe(before)
    await keep.writePacks([{ id: 'b' }])
    expect(await writtenAt()).not.toBe(before)
  })

  it('lets go of pages when their list is finished, and takes none of another list', async () => {
    await using tree = await tempTree()
    const keep = createRegistryKeep(tree.root)
    await keep.addPage(page, state)
    await keep.addPage({ ...page, page: 2 }, { ...state, at: '2026-06-11T12:00:00.000Z', page: 2 })
    expect((await keep.read()).pages.map((one) => one.page)).toEqual([2])
    await keep.finish({ ...state, page: 2, done: true })
    expect(await keep.read()).toMatchObject({ state: { done: true }, pages: [] })
    await expect(stat(tree.at(folder, 'pages', '1.json'))).rejects.toThrow('ENOENT')
  })

  it('reads what people edited: CRLF, byte order mark, blank lines, keys of others', async () => {
    await using tree = await tempTree({
      [`${folder}/packs.jsonl`]: '\ufeff{"id":"a","note":"mine","__proto__":{"x":1}}\r\n\r\n{"id":"b"}',
      [`${folder}/state.json`]: '{ "at": "2026-06-10T12:00:00Z", "page": 0, "done": true }\r\n',
    })
    expect(await createRegistryKeep(tree.root).read()).toEqual({
      state: { at: '2026-06-10T12:00:00Z', page: 0, done: true },
      packs: [{ id: 'a' }, { id: 'b' }],
      nodeTypes: [],
      pages: [],
      problems: [],
    })
  })

  it('names lines that cannot be read and keeps the others', async () => {
    const bad = [
      'null',
      '[]',
      '{"id":""}',
      '{"id":"x","stars":-1}',
      '{"id":"x","stars":1e999}',
      '{"id":"x","preempted":[7]}',
      '{"id":"x"',
    ]
    await using tree = await tempTree({
      [`${folder}/packs.jsonl`]: ['{"id":"a"}', ...bad, '{"id":"z"}'].join('\n'),
      [`${folder}/node-types.jsonl`]: '{"id":"a","version":"1","types":[{"name":"x"},{}]}',
    })
    const { packs, problems } = await createRegistryKeep(tree.root).read()
    expect(packs).toEqual([{ id: 'a' }, { id: 'z' }])
    expect(problems.map(({ code }) => code)).toEqual(['REGISTRY_KEEP_UNREADABLE', 'REGISTRY_KEEP_UNREADABLE'])
    expect(problems[0]?.message).toContain('no record in line 2, 3, 4, 5, 6 and 2 more')
  })

  it('tells a file that is a folder, and cannot write over it', async () => {
    await using tree = await tempTree({ [`${folder}/packs.jsonl/x`]: '' })
    const keep = createRegistryKeep(tree.root)
    expect((await keep.read()).problems).toMatchObject([{ code: 'REGISTRY_KEEP_UNREADABLE' }])
    await expect(keep.writePacks([{ id: 'a' }])).rejects.toMatchObject({
      problem: { code: 'REGISTRY_KEEP_UNWRITABLE' },
    })
  })
})
