import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { readPageFiles } from './page.js'

const made: string[] = []
async function makeFolder(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'greenlight page ü '))
  made.push(folder)
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return folder
}
afterEach(async () => {
  await Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true })))
})

test('reads every file of the page, page.html also as /', async () => {
  const folder = await makeFolder({ 'page.html': '<p>', 'page.mjs': 'x', 'assets/panel-Ab_1.css': ':root{}' })
  const files = await readPageFiles([folder])
  expect([...files.keys()].sort()).toEqual(['/', '/assets/panel-Ab_1.css', '/page.html', '/page.mjs'])
  expect(files.get('/')).toEqual({
    type: 'text/html; charset=utf-8',
    bytes: new TextEncoder().encode('<p>'),
    document: true,
  })
  expect(files.get('/page.mjs')).toMatchObject({ type: 'text/javascript; charset=utf-8', document: false })
})

test('the first folder wins', async () => {
  const files = await readPageFiles([
    await makeFolder({ 'a.css': 'first' }),
    await makeFolder({ 'a.css': 'second', 'b.css': 'more' }),
  ])
  expect(new TextDecoder().decode(files.get('/a.css')?.bytes)).toBe('first')
  expect(files.has('/b.css')).toBe(true)
})

test('leaves out hidden names, other types and names that no address spells plainly', async () => {
  const folder = await makeFolder({
    '.env.json': '{}',
    'a b.css': '',
    'ü.css': '',
    'notes.txt': '',
    'run.exe': '',
    '.git/x.css': '',
    'a.css': '',
  })
  expect([...(await readPageFiles([folder])).keys()]).toEqual(['/a.css'])
})

test.skipIf(process.platform === 'win32')('follows no link out of the folder', async () => {
  const outside = await makeFolder({ 'secret.json': '{}' })
  const folder = await makeFolder({ 'a.css': '' })
  await symlink(join(outside, 'secret.json'), join(folder, 'secret.json'))
  await symlink(outside, join(folder, 'out'))
  expect([...(await readPageFiles([folder])).keys()]).toEqual(['/a.css'])
})

test('a folder that is not there has no files', async () => {
  expect((await readPageFiles([join(tmpdir(), 'greenlight-is-not-here')])).size).toBe(0)
})
