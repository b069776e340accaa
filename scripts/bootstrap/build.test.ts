import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { plant } from '../check/testing/plant.js'
import { buildState } from './build.mjs'

let root = ''

beforeEach(() => {
  root = plant({
    'tsconfig.base.json': '{}',
    'shared/tsconfig.json': '{}',
    'shared/package.json': '{}',
    'shared/src/api.ts': 'export const a = 1\n',
    'shared/dist/api.js': '',
    'server/tsconfig.json': '{}',
    'server/package.json': '{}',
    'server/src/cli.ts': 'export const b = 1\n',
    'server/src/cli.test.ts': '',
    'server/src/core/testing/made.ts': '',
    'server/dist/cli.js': '',
    'server/dist/bundle/cli.js': '',
    'scripts/bootstrap/bundle.mjs': '',
  })
  const { stamp, stampFile } = buildState(root)
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, stamp)
})

test('what was built stays fresh', () => {
  expect(buildState(root).fresh).toBe(true)
})

test('a source, a setting or an output that changed makes it stale; a test does not', () => {
  const touch = (path: string) => utimesSync(join(root, path), 1, 1)
  touch('server/src/cli.test.ts')
  touch('server/src/core/testing/made.ts')
  expect(buildState(root).fresh).toBe(true)
  touch('server/src/cli.ts')
  expect(buildState(root).fresh).toBe(false)
})

test('a changed setting', () => {
  writeFileSync(join(root, 'tsconfig.base.json'), '{"x":1}')
  expect(buildState(root).fresh).toBe(false)
})

test('a new source, and a lost output', () => {
  rmSync(join(root, 'shared/dist/api.js'))
  expect(buildState(root).fresh).toBe(false)
  writeFileSync(join(root, 'shared/dist/api.js'), '')
  expect(buildState(root).fresh).toBe(true)
  writeFileSync(join(root, 'server/src/new.ts'), '')
  expect(buildState(root).fresh).toBe(false)
})

test('never built', () => {
  rmSync(join(root, '.cache'), { recursive: true })
  expect(buildState(root).fresh).toBe(false)
})
