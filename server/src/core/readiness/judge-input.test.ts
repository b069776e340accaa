import { expect, test } from 'vitest'
import type { Installed } from '../installed.js'
import { nothingInstalled } from '../installed.js'
import type { InputReference } from '../workflow/references.js'
import { judgeInput } from './judge-input.js'
import { buildInstalled, buildLive, buildLoader } from './testing/build-installed.js'
import { buildInputReference } from './testing/build-references.js'

const folder = buildInstalled({ root: '/comfy', inputs: new Set(['a.png', 'sub/b.png']) })
const windows = { ...folder, root: 'D:\\ComfyUI' }
const list = buildLive([buildLoader('LoadImage', 'image', ['listed.png'])], { root: null })

test.each<[string, Installed, string]>([
  ['a.png', folder, 'present'],
  ['a.png [input]', folder, 'present'],
  ['sub/b.png', folder, 'present'],
  ['sub\\b.png', folder, 'missing'],
  ['sub\\b.png', windows, 'present'],
  ['c.png', folder, 'missing'],
  ['A.png', folder, 'missing'],
  ['a.png [output]', folder, 'uncertain'],
  [`blake3:${'0'.repeat(64)}`, folder, 'uncertain'],
  ['listed.png', list, 'present'],
  ['other.png', list, 'missing'],
  ['sub/other.png', list, 'uncertain'],
  ['a.png', nothingInstalled, 'uncertain'],
  ['__proto__', folder, 'missing'],
])('%s', (name, installed, state) => {
  expect(judgeInput(buildInputReference(name), installed).entry.state).toBe(state)
})

test('a missing one is a choice, an uncertain one a warning, an inactive one nothing', () => {
  const cause = (name: string, facts: Partial<InputReference> = {}, installed = folder) =>
    judgeInput(buildInputReference(name, facts), installed).cause
  expect(cause('c.png')).toMatchObject({ kind: 'input-missing', severity: 'blocks', fix: 'choose-input' })
  expect(cause('c.png', {}, nothingInstalled)).toMatchObject({ kind: 'input-uncertain', severity: 'warns', fix: null })
  expect(cause('c.png', { active: false })).toBeNull()
  expect(cause('a.png')).toBeNull()
  expect(cause('a.png', { folder: 'output' })).toMatchObject({ kind: 'input-uncertain' })
})
