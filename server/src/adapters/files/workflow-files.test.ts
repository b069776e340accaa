import { truncate } from 'node:fs/promises'
import { relative } from 'node:path'
import { expect, it } from 'vitest'
import { createWorkflowFiles } from './workflow-files.js'
import { tempTree } from './testing/temp-tree.js'

const files = createWorkflowFiles()

it('keeps argument order, sorts a folder, leaves other kinds out', async () => {
  await using tree = await tempTree({
    'wf/b.json': '{}',
    'wf/a b/ü.PNG': '',
    'wf/a.json': '{}',
    'wf/notes.txt': '',
    'wf/.index.json': '{}',
    'wf/.hidden/x.json': '',
    'wf/c.Mp4': '',
    'single.txt': 'x',
  })
  const listed = await files.list([tree.at('single.txt'), tree.at('wf'), tree.at('absent.json'), `${tree.at('wf')}/`])
  const folder = ['a b/ü.PNG', 'a.json', 'b.json', 'c.Mp4'].map((name) => ({
    ok: true,
    path: `${tree.at('wf')}/${name}`,
  }))
  expect(listed.slice(0, 5)).toEqual([{ ok: true, path: tree.at('single.txt') }, ...folder])
  expect(listed[5]).toMatchObject({ ok: false, path: tree.at('absent.json'), problem: { code: 'PATH_NOT_FOUND' } })
  expect(listed.slice(6)).toEqual(folder)
})

it('relative paths stay relative', async () => {
  await using tree = await tempTree({ 'wf/a.json': '{}' })
  const given = relative(process.cwd(), tree.at('wf'))
  expect(await files.list([given])).toEqual([{ ok: true, path: `${given}/a.json` }])
})

it.skipIf(process.platform === 'win32')(
  'a dead link in a folder is told beside the others, a loop hides nothing',
  async () => {
    await using tree = await tempTree({
      'wf/a.json': '{}',
      'wf/dead.json': { link: 'gone.json' },
      'wf/loop': { link: '.' },
    })
    const listed = await files.list([tree.at('wf')])
    expect(listed.map((one) => (one.ok ? one.path.slice(tree.root.length) : one.problem.code))).toEqual([
      '/wf/a.json',
      'LINK_BROKEN',
    ])
  },
)

it('reads bytes, or says why not', async () => {
  await using tree = await tempTree({
    'a.json': new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d]),
    'large.json': '',
    'folder/x': '',
  })
  const read = await files.read(tree.at('a.json'))
  expect(read.ok && [...read.bytes]).toEqual([0xef, 0xbb, 0xbf, 0x7b, 0x7d])
  expect(read.ok && read.modified).toBeGreaterThan(0)
  await truncate(tree.at('large.json'), 64 * 1024 * 1024 + 1)
  expect(await files.read(tree.at('large.json'))).toMatchObject({ ok: false, problem: { code: 'FILE_TOO_LARGE' } })
  expect(await files.read(tree.at('folder'))).toMatchObject({ ok: false, problem: { code: 'FILE_UNREADABLE' } })
  expect(await files.read(tree.at('absent'))).toMatchObject({ ok: false, problem: { code: 'PATH_NOT_FOUND' } })
  expect(await files.read(tree.at('a.json', 'below'))).toMatchObject({ ok: false, problem: { code: 'PATH_NOT_FOUND' } })
  expect(await files.read('a\0b')).toMatchObject({ ok: false, problem: { code: 'FILE_UNREADABLE' } })
})
