import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path, { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { catalogueOf } from '../../../core/catalogue/catalogue-of.js'
import { toldCatalogue } from '../../../core/testing/contract/catalogue-facts.js'
import { describeCatalogue } from '../../../core/testing/contract/catalogue.contract.js'
import { safeJoin } from '../../files/safe-join.js'
import { writeLists } from '../testing/write-lists.js'
import { writeZip } from '../testing/write-zip.js'
import { forgetImport, type ImportActs, importCatalogue, importName } from './import-catalogue.js'
import { createImportSource } from './import-source.js'
import { keptName } from './wanted-files.js'

let root = ''
let imports = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'greenlight Einfuhr 輸入-'))
  imports = join(root, 'state', 'imports')
})
afterEach(() => rm(root, { recursive: true }))

const acts: ImportActs = {
  join: safeJoin,
  write: (file, bytes) => writeFile(file, bytes),
  discard: async (file) => {
    await mkdir(join(root, 'trash'), { recursive: true })
    await rename(file, join(root, 'trash', basename(file)))
  },
}
const open = () => catalogueOf([createImportSource(imports, null)])
const titles = async (type: string) => (await open().lookUp([type], [])).claims.get(type)?.map(({ title }) => title)

async function folderOf(name: string): Promise<string> {
  const folder = join(root, name)
  await writeLists(folder, toldCatalogue)
  return folder
}

describeCatalogue('imported lists', async (told) => {
  await writeLists(join(root, 'lists'), told)
  await importCatalogue(imports, join(root, 'lists'), acts).catch(() => undefined)
  return open()
})

describe('importing', () => {
  it('copies what it knows under names of its own, as old as it is', async () => {
    const folder = await folderOf('My Lists ü')
    await writeFile(join(folder, 'private.txt'), 'no')
    await utimes(join(folder, '1514988643_model-list.json'), 1000, 1000)
    const { name, replaced, problems } = await importCatalogue(imports, folder, acts)
    expect([name, replaced, problems]).toEqual(['My-Lists-ü', false, []])
    expect((await readdir(join(imports, name))).sort()).toEqual(['custom-node-list.json', 'extension-node-map.json', 'github-stats.json', 'model-list.json'])
    expect((await stat(join(imports, name, 'model-list.json'))).mtimeMs).toBe(1_000_000)
    expect((await open().lookUp(['Nice'], [])).claims.get('Nice')?.map(({ from }) => from)).toEqual(['import My-Lists-ü', 'import My-Lists-ü'])
  })

  it('takes the place of an earlier one of the same name, which lies in the trash then', async () => {
    const folder = await folderOf('lists')
    await importCatalogue(imports, folder, acts)
    await writeFile(join(folder, 'extension-node-map.json'), '{"https://github.com/a/new": [["Fresh"], {}]}')
    expect((await importCatalogue(imports, folder, acts)).replaced).toBe(true)
    expect([await titles('Fresh'), await titles('Nice')]).toEqual([['new'], undefined])
    expect(await readdir(join(root, 'trash'))).toEqual(['lists'])
    expect(await forgetImport(imports, 'nobody', acts)).toEqual({ ok: false, there: ['lists'] })
    expect(await forgetImport(imports, '../lists', acts)).toEqual({ ok: false, there: ['lists'] })
    await rm(join(root, 'trash', 'lists'), { recursive: true })
    expect(await forgetImport(imports, 'lists', acts)).toEqual({ ok: true })
    expect(await titles('Fresh')).toBeUndefined()
  })

  it('keeps nothing when nothing can be read, and tells the damaged when something can', async () => {
    await mkdir(join(root, 'bad'))
    await writeFile(join(root, 'bad', 'extension-node-map.json'), '{"cut')
    await expect(importCatalogue(imports, join(root, 'bad'), acts)).rejects.toMatchObject({ problem: { code: 'CATALOGUE_IMPORT_EMPTY' } })
    await expect(importCatalogue(imports, join(root, 'absent'), acts)).rejects.toMatchObject({ problem: { code: 'PATH_NOT_FOUND' } })
    await expect(importCatalogue(imports, root, acts)).rejects.toMatchObject({ problem: { code: 'CATALOGUE_IMPORT_EMPTY' } })
    expect(await readdir(imports).catch(() => [])).toEqual([])
    await writeFile(join(root, 'bad', 'custom-node-list.json'), '{"custom_nodes": [{"files": ["https://github.com/a/b"], "title": "AB"}]}')
    expect((await importCatalogue(imports, join(root, 'bad'), acts)).problems.map(({ code }) => code)).toEqual(['CATALOGUE_UNREADABLE'])
  })

  it('reads a ComfyGit mapping', async () => {
    const mapping = {
      version: '2025.09.19',
      mappings: {
        'Foo::12345678': [{ package_id: 'foo-pack', versions: ['1.10.0'], rank: 1 }, { package_id: 'github_me_other', versions: [], rank: 2 }],
        'Foo::_': [{ package_id: 'foo-pack', versions: ['1.9.0', '1.10.0'] }],
        'A::B::_': [{ package_id: 'foo-pack' }],
        Broken: 5,
        '::_': [{ package_id: 'foo-pack' }],
      },
      packages: {
        'foo-pack': {
          display_name: 'Foo Pack', repository: 'https://github.com/Me/Foo.git', github_stars: 30, author: 'me',
          versions: { '1.9.0': { deprecated: true }, '1.10.0': { deprecated: false, dependencies: ['numpy'] } },
        },
        github_me_other: { display_name: 'Other', repository: 'https://github.com/me/other', versions: {}, source: 'manager' },
        constructor: null,
      },
    }
    await writeFile(join(root, 'node_mappings.json'), JSON.stringify(mapping))
    await importCatalogue(imports, join(root, 'node_mappings.json'), acts)
    const { claims, packs } = await open().lookUp(['Foo', 'A::B', 'A', ''], ['foo-pack', 'github_me_other'])
    expect(claims.get('Foo')).toMatchObject([
      { id: 'foo-pack', repository: 'https://github.com/Me/Foo', title: 'Foo Pack', about: { latest: '1.10.0', stars: 30, author: 'me' }, risks: [{ kind: 'packages' }] },
      { id: null, repository: 'https://github.com/me/other', title: 'Other' },
    ])
    expect(claims.get('Foo')?.[0]?.about?.deprecated).toBeUndefined()
    expect([claims.has('A::B'), claims.has('A'), claims.has('')]).toEqual([true, false, false])
    expect([packs.get('foo-pack')?.title, packs.has('github_me_other')]).toEqual(['Foo Pack', false])
  })

  it('reads archives by what lies in them, and uses no path of theirs', async () => {
    const folder = await folderOf('lists')
    const bytes = (name: string) => readFile(join(folder, name))
    const zip = writeZip([
      { name: '../../../outside/extension-node-map.json', bytes: Buffer.from('{"https://github.com/evil/one": [["Nice"], {}]}') },
      { name: 'C:\\Windows\\custom-node-list.json', bytes: await bytes('custom-node-list.json') },
      { name: 'top/extension-node-map.json', bytes: await bytes('extension-node-map.json') },
      { name: 'top/readme.md', bytes: Buffer.from('x') },
      { name: 'top/model-list.json', bytes: Buffer.from('{}'), says: { crc: 1 } },
    ])
    await writeFile(join(root, 'Lists 2026.ZIP'), zip)
    const { name, problems } = await importCatalogue(imports, join(root, 'Lists 2026.ZIP'), acts)
    expect([name, problems.map(({ code }) => code)]).toEqual(['Lists-2026', ['CATALOGUE_UNREADABLE']])
    expect((await readdir(root)).sort()).toEqual(['Lists 2026.ZIP', 'lists', 'state'])
    expect((await readdir(join(imports, name))).sort()).toEqual(['custom-node-list.json', 'extension-node-map.json'])
    expect(await titles('Nice')).toEqual(['Nice Pack ✨', 'Collector'])
    await writeFile(join(root, 'cut.zip'), zip.subarray(0, zip.length - 30))
    await expect(importCatalogue(imports, join(root, 'cut.zip'), acts)).rejects.toMatchObject({ problem: { code: 'FILE_UNREADABLE' } })
  })
})

it.each([
  ['ComfyUI-Manager', 'ComfyUI-Manager'],
  ['..', 'catalogue'],
  ['', 'catalogue'],
  ['a/../b', 'a-..-b'],
  ['C:', 'C'],
  ['nul', 'catalogue-nul'],
  ['COM1.lists', 'catalogue-COM1.lists'],
  ['輸入 2026.', '輸入-2026'],
  [`${'x'.repeat(300)}`, 'x'.repeat(60)],
])('%j is imported as %s, which is a name on every system', (text, name) => {
  expect(importName(text)).toBe(name)
  expect(safeJoin('C:\\state', importName(text), path.win32)).toBe(`C:\\state\\${name}`)
  expect(safeJoin('/state', importName(text), path.posix)).toBe(`/state/${name}`)
})

it.each([
  ['C:\\x\\cache\\1742899825_extension-node-map.json', 'extension-node-map.json'],
  ['x/881334633_nodes.json', '1_nodes.json'],
  ['a\\b/node_mappings.json', 'mapping.json'],
  ['comfy-registry\\packs.jsonl', 'packs.jsonl'],
  ['extension-node-map.json/readme.md', null],
  ['packages.jsonl', null],
])('%s is kept as %s', (name, kept) => {
  expect(keptName(name)).toBe(kept)
})
