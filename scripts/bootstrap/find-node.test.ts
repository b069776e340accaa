import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { plant } from '../check/testing/plant.js'
import { ensureNode } from './find-node.mjs'
import { inRoot } from './places.mjs'
import { floor, nodePackage } from './versions.mjs'

const wanted = nodePackage(process.platform, process.arch)

test('a Node that is new enough runs everything itself', async () => {
  expect(await ensureNode(plant({}), floor)).toBe(process.execPath)
})

test.skipIf(wanted === null || process.platform === 'win32')('an older one takes the binary in .node, without npm', async () => {
  const root = plant({})
  const binary = inRoot(`.node/${wanted!.binary}`, root)
  mkdirSync(dirname(binary), { recursive: true })
  symlinkSync(process.execPath, binary)
  expect(await ensureNode(root, '18.20.8')).toBe(binary)
  expect(existsSync(inRoot('.node/verified', root))).toBe(true)
  expect(await ensureNode(root, '18.20.8')).toBe(binary)
})

test.skipIf(wanted === null || process.platform === 'win32')('a binary that does not run, with npm out of reach, is told with its code', async () => {
  const root = plant({ [`.node/${wanted!.binary}`]: '#!/bin/sh\nexit 1\n' })
  chmodSync(inRoot(`.node/${wanted!.binary}`, root), 0o755)
  const kept = { ...process.env }
  Object.assign(process.env, { npm_config_offline: 'true', npm_config_cache: inRoot('empty', root) })
  try {
    await expect(ensureNode(root, '18.20.8')).rejects.toMatchObject({ code: 'SETUP_NODE_MISSING', hint: expect.stringContaining('go online once') })
  } finally {
    process.env = kept
  }
  expect(readFileSync(inRoot('.node/package-lock.json', root), 'utf8')).toContain('integrity')
})
