import { execFileSync } from 'node:child_process'
import { chmod, symlink } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { tempTree } from './testing/temp-tree.js'
import { walkFiles } from './walk.js'

const all = { wants: () => true }

it('answers names with /, sizes, sorted by code unit', async () => {
  await using tree = await tempTree({
    'b.txt': '12',
    'B.txt': '',
    'sub dir/ä/模型.txt': '1',
    'é.txt': '',
    '.git/HEAD': '',
    'sub dir/.git/x': '',
  })
  const { files, problems } = await walkFiles(tree.root, all)
  expect(files.map((file) => [file.name, file.size])).toEqual([
    ['B.txt', 0],
    ['b.txt', 2],
    ['sub dir/ä/模型.txt', 1],
    ['é.txt', 0],
  ])
  expect(files[2]?.path).toBe(tree.at('sub dir', 'ä', '模型.txt'))
  expect(problems).toEqual([])
})

it('an absent root, or a file in its place, is no files', async () => {
  await using tree = await tempTree({ file: 'x' })
  expect(await walkFiles(tree.at('absent'), all)).toEqual({ files: [], problems: [] })
  expect(await walkFiles(tree.at('file'), all)).toEqual({ files: [], problems: [] })
})

it.skipIf(process.platform === 'win32')(
  'follows links to files and folders, the same folder under two names too',
  async () => {
    await using tree = await tempTree({
      'store/x.txt': '1',
      'store/deep/y.txt': '2',
      'root/a': { link: '../store' },
      'root/b': { link: '../store' },
      'root/z.txt': { link: '../store/x.txt' },
    })
    const { files, problems } = await walkFiles(tree.at('root'), all)
    expect(files.map((file) => file.name)).toEqual(['a/deep/y.txt', 'a/x.txt', 'b/deep/y.txt', 'b/x.txt', 'z.txt'])
    expect(problems).toEqual([])
  },
)

it.skipIf(process.platform === 'win32')('loops, dead links and closed folders are told and hide nothing', async () => {
  await using tree = await tempTree({
    'root/good.txt': '1',
    'root/sub/up': { link: '..' },
    'root/self': { link: 'self' },
    'root/dead.txt': { link: 'nowhere' },
    'other/back': { link: '../root' },
    'root/there': { link: '../other' },
    'root/closed/x.txt': '1',
  })
  await chmod(tree.at('root/closed'), 0)
  try {
    const { files, problems } = await walkFiles(tree.at('root'), all)
    const closed = process.getuid?.() === 0 ? ['closed/x.txt'] : []
    expect(files.map((file) => file.name)).toEqual([...closed, 'good.txt'])
    const told = problems
      .map(({ code, message }) => `${code} ${message.split('/root/')[1]?.split(' ')[0] ?? ''}`)
      .sort()
    expect(told).toEqual([
      'FOLDER_LOOP self',
      'FOLDER_LOOP sub/up',
      'FOLDER_LOOP there/back',
      ...(closed.length > 0 ? [] : ['FOLDER_UNREADABLE closed']),
      'LINK_BROKEN dead.txt',
    ])
  } finally {
    await chmod(tree.at('root/closed'), 0o755)
  }
})

it.skipIf(process.platform === 'win32')('a web of links ends, and so does a pipe', async () => {
  const names = Array.from({ length: 12 }, (_, index) => `d${index}`)
  await using tree = await tempTree(Object.fromEntries(names.map((name) => [`${name}/f.txt`, name])))
  for (const one of names)
    for (const other of names) if (one !== other) await symlink(`../${other}`, tree.at(one, `to-${other}`))
  execFileSync('mkfifo', [tree.at('pipe.txt')])
  const started = performance.now()
  const { files } = await walkFiles(tree.root, all)
  expect(performance.now() - started).toBeLessThan(5000)
  expect(files.length).toBeGreaterThan(12)
  expect(files.length).toBeLessThan(12 * 12 * 20)
  expect(files.some((file) => file.name === 'pipe.txt')).toBe(false)
})

it('stops at its limit and says so', async () => {
  await using tree = await tempTree({ 'a/1': '', 'a/2': '', 'b/1': '', 'b/2': '' })
  const { problems } = await walkFiles(tree.root, { ...all, limit: 3 })
  expect(problems.map((told) => told.code)).toEqual(['FOLDER_TOO_LARGE'])
})

it('works with paths longer than 260 characters', async () => {
  const long = `${'a long folder name/'.repeat(18)}x.txt`
  await using tree = await tempTree({ [long]: '1' })
  expect((await walkFiles(tree.root, all)).files.map((file) => file.name)).toEqual([long])
})

it('can be aborted', async () => {
  await using tree = await tempTree({ 'a/1': '' })
  await expect(walkFiles(tree.root, { ...all, signal: AbortSignal.abort() })).rejects.toThrow()
})
