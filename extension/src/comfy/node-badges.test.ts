// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import type { Mark } from '../readings/marks.js'
import { fakeComfy, frontends, type Frontend } from '../testing/fake-comfy.js'
import { createNodeBadges } from './node-badges.js'
import { registerTab } from './sidebar-tab.js'
import type { LiveNode } from './types.js'
import { findNode } from './walk-nodes.js'

const pack: Mark = { word: 'pack', severity: 'blocks' }
const model: Mark = { word: 'model', severity: 'warns' }

function set(frontend: Frontend) {
  const comfy = fakeComfy(frontend)
  registerTab(comfy.app.extensionManager, { title: 't', icon: 'i', tooltip: 't' }, { mount: () => () => {}, opened: () => {} })
  comfy.open([{ id: 1, type: 'A' }, { id: 65, type: 'S', inside: [{ id: 70, type: 'B' }] }])
  const badges = createNodeBadges(comfy.app, comfy.globals)
  const node = (id: string): LiveNode => findNode(comfy.app.rootGraph!, id)!
  const texts = (id: string): string[] => (node(id).badges ?? []).map((badge) => (typeof badge === 'function' ? String(badge().text) : '')).filter((text) => text !== '' && text !== 'host')
  const tick = (): number => comfy.app.extensionManager.getSidebarTabs()[0]?.tick ?? 0
  return { ...comfy, badges, node, texts, tick }
}

describe.each(frontends)('frontend %i', (frontend) => {
  test('marks are shown, changed and taken away, and each time everything is repainted', () => {
    const { badges, texts, tick } = set(frontend)
    badges.show(new Map([['1', pack], ['65', model], ['65:70', model]]))
    expect([texts('1'), texts('65'), texts('65:70')]).toEqual([['pack'], ['model'], ['model']])
    const before = tick()
    badges.show(new Map([['1', model]]))
    expect([texts('1'), texts('65')]).toEqual([['model'], []])
    badges.show(new Map())
    expect(texts('1')).toEqual([])
    expect(tick()).toBe(before + 2)
  })

  test('a node gets one badge, however often it is met', () => {
    const { badges, node } = set(frontend)
    const before = node('1').badges!.length
    badges.adopt(node('1'))
    badges.adopt(node('1'))
    badges.show(new Map([['1', pack]]))
    expect(node('1').badges).toHaveLength(before + 1)
  })

  test('nothing to show and nothing shown: nothing is painted', () => {
    const { badges, done, tick } = set(frontend)
    badges.show(new Map())
    expect([done, tick()]).toEqual([[], 0])
  })
})
