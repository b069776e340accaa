import type { NodePack } from '@greenlight/shared/node-packs'
import { expect, test } from 'vitest'
import { type Installed, nothingInstalled } from '../../installed.js'
import { cameAfterStart } from './came-after-start.js'

const pack: NodePack = { folder: 'ComfyUI-Foo', path: '/cn/ComfyUI-Foo', id: null, title: 'Foo', repository: null, kind: 'folder', state: 'enabled' }
const live: Installed = { ...nothingInstalled, objectInfo: 'live' }
const noon = Date.UTC(2026, 7, 1, 12)
const made = (ms: number) => new Map([[pack.path, ms]])

test('a folder that was made while the server ran already', () => {
  expect(cameAfterStart(pack, { ...live, runningBy: noon, packsMade: made(noon + 60_000) })).toEqual({
    from: 'disk',
    says: 'Its folder was made 1 minute after this ComfyUI was known to be running.',
    where: pack.path,
  })
  // It may have been loaded in its former shape: that is still not what lies here.
  expect(cameAfterStart({ ...pack, nodeTypes: ['Old'] }, { ...live, runningBy: noon, packsMade: made(noon + 60_000) })).not.toBeNull()
  expect(cameAfterStart({ ...pack, state: 'import-failed' }, { ...live, runningBy: noon, packsMade: made(noon + 60_000) })).not.toBeNull()
})

test('what is not known is not told', () => {
  for (const facts of [{ runningBy: noon }, { packsMade: made(noon) }, { runningBy: noon, packsMade: made(noon - 60_000) }, { runningBy: noon, packsMade: made(noon + 500) }, {}])
    expect(cameAfterStart(pack, { ...live, ...facts })).toBeNull()
  const known = { runningBy: noon, packsMade: made(noon + 60_000) }
  for (const objectInfo of ['file', 'recorded', 'none'] as const) expect(cameAfterStart(pack, { ...live, ...known, objectInfo })).toBeNull()
  for (const state of ['blocked', 'disabled'] as const) expect(cameAfterStart({ ...pack, state }, { ...live, ...known })).toBeNull()
})

test('a folder that the server did not try to load', () => {
  const tried = new Set(['other', 'websocket_image_save.py'])
  expect(cameAfterStart(pack, { ...live, tried })?.says).toBe('This ComfyUI tried to load 2 node packs when it started, and this is none of them.')
  expect(cameAfterStart(pack, { ...live, tried: new Set(['comfyui-foo']) })).toBeNull()
  for (const argv of [['--disable-all-custom-nodes'], ['--enable-manager']]) expect(cameAfterStart(pack, { ...live, tried, argv })).toBeNull()
  expect(cameAfterStart({ ...pack, nodeTypes: ['Foo'] }, { ...live, tried })).toBeNull()
})
