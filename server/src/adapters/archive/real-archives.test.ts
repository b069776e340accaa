import { execFile } from 'node:child_process'
import { chmod, readFile, rm, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { safeJoin } from '../files/safe-join.js'
import { type TempTree, tempTree } from '../files/testing/temp-tree.js'
import { extractArchive } from './extract-archive.js'
import { treeOf, unpack } from './testing/unpack.js'

const run = promisify(execFile)
const has = async (program: string) =>
  run('sh', ['-c', `command -v ${program}`]).then(
    () => true,
    () => false,
  )
const [zip, tar, python, git] = await Promise.all(['zip', 'tar', 'python3', 'git'].map(has))

const deep = `${'long-folder-name/'.repeat(12)}模型 ${'x'.repeat(60)}.py`
const pack = {
  'pyproject.toml': '[project]\r\nname = "größe"\r\n',
  '__init__.py': 'NODE_CLASS_MAPPINGS = {}\n',
  'empty.txt': '',
  'folder with blanks/模型 é.txt': 'ü'.repeat(3000),
  'web/js/big.bin': Buffer.from(Array.from({ length: 700_000 }, (_, at) => (at * at * 31) >> 7)),
  [deep]: 'deep',
  'run.sh': '#!/bin/sh\n',
}

async function made(): Promise<TempTree> {
  const files = await tempTree(Object.fromEntries(Object.entries(pack).map(([path, holds]) => [`pack/${path}`, holds])))
  await chmod(files.at('pack/run.sh'), 0o755)
  return files
}

/** Byte for byte what went in, with modes of our own. */
async function comesBack(files: TempTree, archive: string, top: string | null = null): Promise<void> {
  const before = await treeOf(files.at('pack'))
  const { answer, tree, beside } = await unpack(await readFile(files.at(archive)))
  expect(answer).toMatchObject({ ok: true, files: Object.keys(pack).length, top })
  expect([tree, beside]).toEqual([before, []])
}

describe.skipIf(!zip)('zip by Info-ZIP', () => {
  it.each([
    ['deflated', '-qr'],
    ['stored', '-qr0'],
    ['without folders', '-qrD'],
    ['with zip64', '-qrfz'],
  ])('%s', async (_, flags) => {
    await using files = await made()
    await run('zip', [flags, '../a.zip', '.'], { cwd: files.at('pack') })
    await comesBack(files, 'a.zip')
  })

  it('streamed, with sizes told later', async () => {
    await using files = await made()
    await run('sh', ['-c', 'zip -qr - . | cat > ../a.zip'], { cwd: files.at('pack') })
    await comesBack(files, 'a.zip')
  })

  it('with one top folder', async () => {
    await using files = await made()
    await run('zip', ['-qr', 'a.zip', 'pack'], { cwd: files.root })
    await comesBack(files, 'a.zip', 'pack')
  })
})

describe.skipIf(!tar)('tar', () => {
  it.each(['gnu', 'posix', 'oldgnu'])('in format %s', async (format) => {
    await using files = await made()
    await run('tar', [`--format=${format}`, '-czf', '../a.tar.gz', '.'], { cwd: files.at('pack') })
    await comesBack(files, 'a.tar.gz')
    await run('tar', [`--format=${format}`, '-cf', 'a.tar', 'pack'], { cwd: files.root })
    await comesBack(files, 'a.tar', 'pack')
  })

  it('in format ustar', async () => {
    await using files = await made()
    await rm(files.at('pack', deep))
    await run('tar', ['--format=ustar', '-czf', 'a.tgz', 'pack'], { cwd: files.root })
    const { answer, tree } = await unpack(await readFile(files.at('a.tgz')))
    expect([answer.ok, tree]).toEqual([true, await treeOf(files.at('pack'))])
  })
})

describe.skipIf(!python)('Python', () => {
  const script = (body: string) => ['-c', `import os, sys, zipfile, tarfile, io\n${body}`]
  const walk = 'for folder, _, names in os.walk("pack"):\n  for name in names:\n    path = os.path.join(folder, name)\n'

  it('zipfile', async () => {
    await using files = await made()
    await run(
      'python3',
      script(
        `z = zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED)\n${walk}    z.write(path, os.path.relpath(path, "pack"))\nz.close()`,
      ),
      { cwd: files.root },
    )
    await withoutEmptyFolders(files)
  })

  it('zipfile to a pipe, with zip64', async () => {
    await using files = await made()
    const body = `class Pipe(io.RawIOBase):\n  def __init__(self, f): self.f = f\n  def writable(self): return True\n  def write(self, b): return self.f.write(b)\nz = zipfile.ZipFile(Pipe(open("a.zip", "wb")), "w", zipfile.ZIP_DEFLATED)\n${walk}    i = zipfile.ZipInfo.from_file(path, os.path.relpath(path, "pack"))\n    i.compress_type = zipfile.ZIP_DEFLATED\n    with z.open(i, "w", force_zip64=True) as out: out.write(open(path, "rb").read())\nz.close()`
    await run('python3', script(body), { cwd: files.root })
    await withoutEmptyFolders(files)
  })

  it('tarfile', async () => {
    await using files = await made()
    await run('python3', script('t = tarfile.open("a.tgz", "w:gz")\nt.add("pack")\nt.close()'), { cwd: files.root })
    await comesBack(files, 'a.tgz', 'pack')
  })

  const withoutEmptyFolders = (files: TempTree) => comesBack(files, 'a.zip')
})

describe.skipIf(!git)('git archive', () => {
  it.each(['zip', 'tar.gz'])('%s', async (format) => {
    await using files = await made()
    const cwd = files.at('pack')
    const git = (...args: string[]) =>
      run('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'core.autocrlf=false', ...args], { cwd })
    await git('init', '-q')
    await git('add', '-A')
    await git('commit', '-qm', 'x')
    await git('archive', '--prefix=pack-1.0/', '-o', `../a.${format}`, 'HEAD')
    await rm(files.at('pack/.git'), { recursive: true })
    await comesBack(files, `a.${format}`, 'pack-1.0')
  })
})

it('takes nothing that is there, and stops when asked', async () => {
  await using files = await made()
  await run('zip', ['-qr', 'a.zip', 'pack'], { cwd: files.root })
  await files.add({ 'taken/': '', 'file.txt': 'x' })
  const parts = { joinSafely: safeJoin, removeOwn: (path: string) => rm(path, { recursive: true, force: true }) }
  const to = (name: string, signal = new AbortController().signal) =>
    extractArchive(parts, { archive: files.at('a.zip'), to: files.at(name), signal })
  expect(await to('taken')).toMatchObject({ ok: false, code: 'disk' })
  expect(await to('file.txt')).toMatchObject({ ok: false, code: 'disk' })
  const stop = new AbortController()
  const seen: number[] = []
  const stopped = extractArchive(parts, {
    archive: files.at('a.zip'),
    to: files.at('new'),
    signal: stop.signal,
    progress: (done) => {
      seen.push(done)
      stop.abort(new Error('enough'))
    },
  })
  await expect(stopped).rejects.toThrow('enough')
  expect(seen[0]).toBeGreaterThan(0)
  await expect(to('new', stop.signal)).rejects.toThrow('enough')
  expect([...(await treeOf(files.root)).keys()].filter((name) => !name.startsWith('pack'))).toEqual([
    'a.zip',
    'file.txt',
    'taken',
  ])
  await writeFile(files.at('a.zip'), 'x')
  await expect(
    extractArchive(parts, { archive: files.at('none'), to: files.at('new'), signal: new AbortController().signal }),
  ).rejects.toThrow('ENOENT')
})
