// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { readDropped } from './read-dropped.js'

test('JSON text goes as a workflow', async () => {
  const read = await readDropped(new File(['{"nodes":[],"größe":1}\r\n'], 'mein Ablauf.JSON'))
  expect(read).toEqual({ ok: true, body: { name: 'mein Ablauf.JSON', workflow: { nodes: [], größe: 1 } } })
})

test.each([
  ['NaN in it', '{"a":NaN}', 'a.json'],
  ['a picture', '\u0089PNG', 'a.png'],
])('%s goes as bytes', async (_, content, name) => {
  const read = await readDropped(new File([content], name))
  const base64 = Buffer.from(content, 'utf8').toString('base64')
  expect(read).toEqual({ ok: true, body: { name, base64 } })
})

test('an empty file', async () => {
  expect(await readDropped(new File([], 'a.json'))).toMatchObject({ ok: false, problem: { code: 'FILE_EMPTY' } })
})

test('a file that is too large is not read at all', async () => {
  const file = new File(['x'], 'film.mp4')
  Object.defineProperty(file, 'size', { value: 60 * 1024 * 1024 })
  expect(await readDropped(file)).toMatchObject({ ok: false, problem: { code: 'FILE_TOO_LARGE' } })
})

test('what cannot be read (a folder was dropped)', async () => {
  const file = new File(['x'], 'folder.json')
  file.text = () => Promise.reject(new DOMException('gone', 'NotReadableError'))
  expect(await readDropped(file)).toMatchObject({ ok: false, problem: { code: 'FILE_UNREADABLE' } })
})
