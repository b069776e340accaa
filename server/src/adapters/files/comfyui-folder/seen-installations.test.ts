import { readdir, writeFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { tempTree } from '../testing/temp-tree.js'
import { createSeenInstallations } from './seen-installations.js'

const url = 'http://127.0.0.1:8188'

it('remembers by address and by root what was seen, flags too', async () => {
  await using tree = await tempTree()
  const seen = { root: tree.at('ComfyUI'), url, flags: { userDirectory: tree.at('user'), extraModelPathsConfig: [tree.at('more.yaml')] } }
  const book = createSeenInstallations(tree.at('state'))
  expect(await book.at(url)).toBeNull()
  await book.keep([url, seen.root], seen)
  expect(await createSeenInstallations(tree.at('state')).at(url)).toEqual(seen)
  expect(await book.at(seen.root)).toEqual(seen)
  expect(await book.at('http://127.0.0.1:8000')).toBeNull()
  await book.keep([url], { root: tree.at('Other'), url, flags: {} })
  expect(await book.at(url)).toEqual({ root: tree.at('Other'), url, flags: {} })
})

it.each(['', '{', 'null', '{"schema":"greenlight/seen@1","key":"http://127.0.0.1:8188","root":"../x","url":"x","flags":{}}', '{"schema":"greenlight/seen@1","key":"else","root":"/x","url":"x","flags":{}}'])('takes %j for nothing', async (text) => {
  await using tree = await tempTree()
  const book = createSeenInstallations(tree.root)
  await book.keep([url], { root: tree.at('ComfyUI'), url, flags: {} })
  const [folder = ''] = await readdir(tree.at('installations'))
  await writeFile(tree.at('installations', folder, 'seen.json'), text)
  expect(await book.at(url)).toBeNull()
})

it('lets nobody down where it cannot write', async () => {
  await using tree = await tempTree({ installations: 'a file' })
  const book = createSeenInstallations(tree.root)
  await book.keep([url], { root: tree.at('ComfyUI'), url, flags: {} })
  expect(await book.at(url)).toBeNull()
})
