import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { packageUsers } from './package-users.js'

let root = ''
beforeEach(async () => void (root = await mkdtemp(join(tmpdir(), 'users of packages ü '))))
afterEach(() => rm(root, { recursive: true, force: true }))

test('ComfyUI and every enabled pack, by what its files name', async () => {
  await writeFile(join(root, 'requirements.txt'), 'torch\r\nNumPy>=1.25.0\r\n')
  await lay('foo', 'requirements.txt', 'numpy<2\neinops # layers\n')
  await lay('bar', 'pyproject.toml', '[project]\nname = "bar"\ndependencies = ["einops>=0.7"]\n')
  await lay('off', 'requirements.txt', 'numpy\n')
  await lay('none', 'readme.md', 'numpy\n')
  const packs = ['foo', 'bar', 'off', 'none', 'gone'].map((folder) => ({ folder, title: `The ${folder}`, path: join(root, 'custom_nodes', folder), state: folder === 'off' ? ('disabled' as const) : ('enabled' as const) }))
  const foo = { title: 'The foo', folder: 'foo' }
  expect(await packageUsers(root, packs)).toEqual(
    new Map([
      ['torch', [{ title: 'ComfyUI', folder: null }]],
      ['numpy', [{ title: 'ComfyUI', folder: null }, foo]],
      ['einops', [foo, { title: 'The bar', folder: 'bar' }]],
    ]),
  )
  expect(await packageUsers(null, [])).toEqual(new Map())
})

async function lay(folder: string, name: string, text: string): Promise<void> {
  await mkdir(join(root, 'custom_nodes', folder), { recursive: true })
  await writeFile(join(root, 'custom_nodes', folder, name), text)
}
