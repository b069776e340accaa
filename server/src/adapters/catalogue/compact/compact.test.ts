import { describe, expect, it } from 'vitest'
import type { CatalogueView } from '../../../core/catalogue-part.js'
import { lookUpIn } from '../../../core/catalogue/look-up.js'
import { viewOfLists } from '../lists/read-lists.js'
import { openCompact } from './open-compact.js'
import { writeCompact } from './write-compact.js'

const map = {
  'https://github.com/a/One': [['X', 'Y', '節點', '__proto__', 'constructor', 'half \ud83d'], { title_aux: 'One', nodename_pattern: '^X' }],
  'https://github.com/b/two': [['X'], {}],
}
const list = { custom_nodes: [{ id: 'uno', title: 'One', files: ['https://github.com/a/One'], reference2: 'https://github.com/old/one', description: 'text' }] }
const models = { models: [{ filename: 'm.pth', url: 'https://example.org/m.pth', name: 'M', save_path: 'sams', type: 'x', size: '2KB' }] }

function block(): Uint8Array<ArrayBuffer> {
  const view = viewOfLists({ map, list, stats: undefined, models }, 'here')
  if (view === null) throw new Error('no view')
  const work = writeCompact(view, 'stamp')
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}

function everything(view: CatalogueView): void {
  const types = [...view.types()]
  const known = lookUpIn([view])([...types, 'X9', 'none'], ['uno', 'one', 'a/one', 'old/one', 'none'], ['m.pth'])
  JSON.stringify([[...known.claims], [...known.packs], [...known.shares], [...known.models], view.everyModel()])
}

describe('a compact block', () => {
  it('says what the view says', () => {
    const view = openCompact(block(), 'stamp')
    expect(view?.from).toBe('here')
    expect([...(view?.types() ?? [])].slice(0, 5)).toEqual(['X', 'Y', '節點', '__proto__', 'constructor'])
    expect(view?.claimants('X')).toEqual([0, 1])
    expect(view?.claimants('x')).toEqual([])
    expect(view?.byPattern('X9')).toEqual([0])
    expect(view?.find('github.com/old/one')).toEqual([0])
    expect(view?.find('id:uno')).toEqual([0])
    expect(view?.find('name:one')).toEqual([0])
    expect(view?.typesOf(1)).toEqual(['X'])
    expect(view?.title(1)).toBeNull()
    expect(view?.models('m.pth')).toMatchObject([{ directory: 'sams', size: 2000 }])
  })

  it('is none when it was made from something else, by another version, or is cut', () => {
    const bytes = block()
    expect(openCompact(bytes, 'other')).toBeNull()
    expect(openCompact(new Uint8Array(), 'stamp')).toBeNull()
    for (let length = 0; length < bytes.length; length += 3) expect(openCompact(bytes.slice(0, length), 'stamp')).toBeNull()
    bytes[4] = 99
    expect(openCompact(bytes, 'stamp')).toBeNull()
  })

  it('never throws and never runs for ever, whatever byte is wrong', () => {
    const good = block()
    for (let at = 0; at < good.length; at += 1) {
      for (const wrong of [0, 0xff, (good[at] ?? 0) ^ 1]) {
        const bytes = good.slice()
        bytes[at] = wrong
        const view = openCompact(bytes, 'stamp')
        if (view !== null) expect(() => everything(view)).not.toThrow()
      }
    }
  }, 60_000)
})
