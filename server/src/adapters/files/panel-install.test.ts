import { lstat, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { installPanel, type PanelPlace, removePanel } from './panel-install.js'

let base: string
let place: PanelPlace

beforeEach(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'greenlight-panel ü ')))
  place = { root: join(base, 'Comfy UI'), project: join(base, 'greenlight 緑'), stateFolder: join(base, 'state') }
  await mkdir(join(place.root, 'custom_nodes'), { recursive: true })
  await mkdir(join(place.project, 'web-dist'), { recursive: true })
  for (const file of ['__init__.py', 'pyproject.toml', 'LICENSE', 'web-dist/greenlight.js']) {
    await writeFile(join(place.project, file), file)
  }
})
afterEach(() => rm(base, { recursive: true, force: true }))

const target = () => join(place.root, 'custom_nodes', 'greenlight')
const packs = () => readdir(join(place.root, 'custom_nodes'))

describe('installPanel and removePanel', () => {
  it('links, says so twice, and leaves nothing behind', async () => {
    expect(await installPanel(place, { copy: false })).toEqual({ path: target(), how: 'link' })
    expect(await installPanel(place, { copy: false })).toEqual({ path: target(), how: 'link' })
    expect(await realpath(target())).toBe(place.project)
    await removePanel(place)
    expect(await packs()).toEqual([])
    expect(await readFile(join(place.project, '__init__.py'), 'utf8')).toBe('__init__.py')
  })

  it('copies what ComfyUI needs, and undo puts the copy into the trash', async () => {
    await writeFile(join(place.project, 'package.json'), 'not for ComfyUI')
    expect((await installPanel(place, { copy: true })).how).toBe('copy')
    expect((await readdir(target())).sort()).toEqual(
      ['LICENSE', '__init__.py', 'greenlight-copy.json', 'pyproject.toml', 'web-dist'].sort(),
    )
    await removePanel(place)
    expect(await packs()).toEqual([])
    expect(await readdir(join(place.stateFolder, 'trash'))).toHaveLength(1)
  })

  it('finishes after an interrupted copy', async () => {
    await mkdir(`${target()}.partial.disabled`)
    expect((await installPanel(place, { copy: true })).how).toBe('copy')
    expect(await packs()).toEqual(['greenlight'])
  })

  it('touches nothing that is not its own', async () => {
    await mkdir(target())
    await expect(installPanel(place, { copy: false })).rejects.toMatchObject({ problem: { code: 'PANEL_TARGET_TAKEN' } })
    await expect(removePanel(place)).rejects.toMatchObject({ problem: { code: 'PANEL_NOT_INSTALLED' } })
    expect((await lstat(target())).isDirectory()).toBe(true)
  })

  it('does not remove a link that leads elsewhere', async () => {
    await mkdir(join(base, 'other'))
    await symlink(join(base, 'other'), target(), 'dir')
    await expect(removePanel(place)).rejects.toMatchObject({ problem: { code: 'PANEL_NOT_INSTALLED' } })
  })

  it('refuses a folder that is no ComfyUI', async () => {
    await expect(installPanel({ ...place, root: base }, { copy: false })).rejects.toMatchObject({
      problem: { code: 'NOT_A_COMFYUI' },
    })
  })
})
