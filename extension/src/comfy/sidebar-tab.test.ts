// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { fakeComfy, frontends, type Frontend } from '../testing/fake-comfy.js'
import { isTabOpen, openTab, registerTab, setTabBadge } from './sidebar-tab.js'

function set(frontend: Frontend) {
  const comfy = fakeComfy(frontend)
  const log: string[] = []
  document.body.replaceChildren(comfy.area)
  const manager = comfy.app.extensionManager
  registerTab(
    manager,
    { title: 't', icon: 'i', tooltip: 't', iconBadge: null },
    {
      mount: (root) => {
        log.push('mount')
        root.className = 'ours'
        return () => log.push('unmount')
      },
      opened: () => log.push('opened'),
    },
  )
  return { ...comfy, manager, log, ours: () => comfy.area.querySelectorAll('.ours').length }
}

describe.each(frontends)('frontend %i', (frontend) => {
  test('opening, closing and opening again', () => {
    const { press, log, ours } = set(frontend)
    press('greenlight')
    expect([log, ours()]).toEqual([['mount', 'opened'], 1])
    press('close')
    press('greenlight')
    expect([log, ours()]).toEqual([['mount', 'opened', 'unmount', 'mount', 'opened'], 1])
  })

  test('changing to a built-in tab: ComfyUI says nothing, we go all the same', () => {
    const { press, log } = set(frontend)
    press('greenlight')
    press('built-in')
    expect(log).toEqual(['mount', 'opened', 'unmount'])
  })

  test("another extension's tab gets our element, but none of our content", () => {
    const { press, log, ours, area } = set(frontend)
    press('greenlight')
    press('other')
    expect([log.at(-1), ours(), area.querySelectorAll('article').length]).toEqual(['unmount', 0, 1])
    press('greenlight')
    expect([log.at(-2), ours(), area.querySelectorAll('article').length]).toEqual(['mount', 1, 0])
  })

  test('a second render with the same element changes nothing', () => {
    const { press, manager, log, area, ours } = set(frontend)
    press('greenlight')
    const element = area.firstElementChild
    if (element instanceof HTMLElement) manager.getSidebarTabs()[0]?.render(element)
    expect([log, ours()]).toEqual([['mount', 'opened'], 1])
  })

  test('the badge goes to the tab that ComfyUI keeps', () => {
    const { manager } = set(frontend)
    setTabBadge(manager, '3')
    expect(manager.getSidebarTabs()[0]?.iconBadge).toBe('3')
    setTabBadge(manager, null)
    expect(manager.getSidebarTabs()[0]?.iconBadge).toBeNull()
  })

  test('opening an open tab does not close it', () => {
    const { manager } = set(frontend)
    openTab(manager)
    openTab(manager)
    expect(isTabOpen(manager)).toBe(true)
  })
})
