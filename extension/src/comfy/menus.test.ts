// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { fakeComfy, frontends } from '../testing/fake-comfy.js'
import { describeMenus } from './menus.js'
import { findNode } from './walk-nodes.js'

describe.each(frontends)('frontend %i', (frontend) => {
  test('explaining a node from its menu and from the selection', () => {
    const { app, open } = fakeComfy(frontend)
    open([{ id: 1, type: 'A' }, { id: 65, type: 'S', inside: [{ id: 70, type: 'B' }] }])
    const said: string[] = []
    const menus = describeMenus(app, { open: () => said.push('open'), check: () => said.push('check'), explain: (node) => said.push(node) })
    const inner = findNode(app.rootGraph!, '65:70')!

    menus.getNodeMenuItems?.(inner)[0]?.callback()
    expect(menus.getSelectionToolboxCommands?.(null)).toEqual([])
    app.canvas.selectNode?.(inner)
    const [id] = menus.getSelectionToolboxCommands?.(null) ?? []
    menus.commands?.find((command) => command.id === id)?.function()
    menus.getCanvasMenuItems?.()[0]?.callback()
    expect(said).toEqual(['65:70', '65:70', 'check'])
  })

  test('every key and menu entry leads to a command', () => {
    const { app } = fakeComfy(frontend)
    const menus = describeMenus(app, { open: () => {}, check: () => {}, explain: () => {} })
    const ids = new Set(menus.commands?.map(({ id }) => id))
    const named = [...(menus.keybindings ?? []).map(({ commandId }) => commandId), ...(menus.menuCommands ?? []).flatMap(({ commands }) => commands)]
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((id) => !ids.has(id))).toEqual([])
  })
})
