import { expect, it } from 'vitest'
import { createDiskModel } from './disk-model.mjs'
import { readTrace } from './read-trace.mjs'
import { replayCall } from './replay-call.mjs'

const hex = (text: string) => `"${[...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}"`
const folder = (entries: Record<string, unknown> = {}) => ({ kind: 'folder', mode: 0o755, ns: 0n, entries: new Map(Object.entries(entries)) })
const file = (text: string) => ({ kind: 'file', mode: 0o644, ns: 0n, bytes: Buffer.from(text) })

/** Texts of files by path, as they may be after a loss of power in which all, or nothing, of what was not safe came to the disk. */
function after(disk: ReturnType<typeof createDiskModel>, names: boolean, bytes: 'all' | 'length' | 'none') {
  const found: Record<string, string> = {}
  const walk = (path: string, node: { entries?: Map<string, never>; bytes?: Buffer }) => {
    if (node.bytes !== undefined) found[path] = node.bytes.toString()
    for (const [name, below] of node.entries ?? []) walk(`${path}/${name}`, below)
  }
  for (const [path, node] of disk.after({ keepName: () => names, keepBytes: () => bytes })) walk(path, node)
  return found
}

const lines = [
  `7 openat(AT_FDCWD, ${hex('/d/.new')}, O_WRONLY|O_CREAT|O_EXCL|O_CLOEXEC, 0644) = 20`,
  `7 write(20, ${hex('fresh')}, 5) = 5`,
  `7 fsync(20 <unfinished ...>`,
  `8 write(3, ${hex('elsewhere')}, 9) = 9`,
  `7 <... fsync resumed>)        = 0`,
  '7 close(20) = 0',
  `7 rename(${hex('/d/.new')}, ${hex('/d/kept')}) = 0`,
  `7 unlink(${hex('/d/none')}) = -1 ENOENT (No such file or directory)`,
  `7 openat(AT_FDCWD, ${hex('/d')}, O_RDONLY|O_CLOEXEC) = 21`,
  '7 fsync(21) = 0',
]
const calls = readTrace(lines.join('\n'))

it('reads calls in the order in which they ended, without those that failed', () => {
  expect(calls.map(({ call }) => call)).toEqual(['openat', 'write', 'write', 'fsync', 'close', 'rename', 'openat', 'fsync'])
  expect(() => readTrace('7 sendfile(1, 2, NULL, 5) = 5')).toThrow('sendfile')
})

it.each([
  ['nothing was synced', 3, { '/d/kept': 'old' }, { '/d/.new': 'fresh', '/d/kept': 'old' }],
  ['the bytes are safe, the name is not', 4, { '/d/kept': 'old' }, { '/d/.new': 'fresh', '/d/kept': 'old' }],
  ['renamed, not safe', 6, { '/d/kept': 'old' }, { '/d/kept': 'fresh' }],
  ['the folder is safe too', 8, { '/d/kept': 'fresh' }, { '/d/kept': 'fresh' }],
])('%s', (_, count, least, most) => {
  const disk = createDiskModel(new Map([['/d', folder({ kept: file('old') })]]))
  for (const call of calls.slice(0, count)) replayCall(disk, call)
  expect(after(disk, false, 'none')).toEqual(least)
  expect(after(disk, true, 'all')).toEqual(most)
})

it('a name without its bytes, and a length without them', () => {
  const disk = createDiskModel(new Map([['/d', folder({ kept: file('old') })]]))
  for (const call of calls.filter(({ call: name }) => name !== 'fsync')) replayCall(disk, call)
  expect(after(disk, true, 'none')).toEqual({ '/d/kept': '' })
  expect(after(disk, true, 'length')).toEqual({ '/d/kept': '\0\0\0\0\0' })
  expect(after(disk, false, 'all')).toEqual({ '/d/kept': 'old' })
})

it('what happened to a name before is safe when what happened to it later is', () => {
  const disk = createDiskModel(new Map([['/d', folder({ a: folder(), b: folder() })]]))
  const [made, moved] = [`7 mkdir(${hex('/d/a/x')}, 0755) = 0`, `7 rename(${hex('/d/a/x')}, ${hex('/d/b/x')}) = 0`]
  const synced = [`7 openat(AT_FDCWD, ${hex('/d/b')}, O_RDONLY) = 5`, '7 fsync(5) = 0']
  for (const call of readTrace([made, moved, ...synced].join('\n'))) replayCall(disk, call)
  expect(disk.unsafe()).toEqual({ names: 0, files: 0 })
})
