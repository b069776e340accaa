import { expect, type Locator, type Page } from '@playwright/test'
import './live.ts'
import { readWorkflow, type WorkflowName } from './stage/installation.ts'

export const tabId = 'greenlight'

/** ComfyUI's page with our panel in it, driven as a person would; by code only where the canvas gives nothing to take hold of. */
export class Comfy {
  readonly page: Page
  readonly url: string

  constructor(page: Page, url: string) {
    this.page = page
    this.url = url
  }

  get tabButton(): Locator {
    return this.page.locator('button[aria-label^="Greenlight"]')
  }

  get panel(): Locator {
    return this.page.getByRole('region', { name: 'Greenlight', exact: true })
  }

  /** The one sentence. */
  get verdict(): Locator {
    return this.panel.getByRole('heading', { level: 2 }).first()
  }

  get rows(): Locator {
    return this.panel.locator('li:has([data-row])')
  }

  row(text: RegExp): Locator {
    return this.rows.filter({ hasText: text })
  }

  async clickRow(text: RegExp): Promise<void> {
    await this.row(text).first().locator('[data-row]').click()
  }

  async focusFirstRow(): Promise<void> {
    await this.rows.first().getByRole('button').first().focus()
  }

  /** Gives ComfyUI's sidebar this width, as dragging its edge would. */
  async setPanelWidth(width: number): Promise<void> {
    await this.page.locator('.side-bar-panel').first().evaluate((side, wanted) => {
      side.style.cssText += `;flex: 0 0 ${wanted}px;min-width: ${wanted}px;max-width: ${wanted}px;width: ${wanted}px`
    }, width)
    await expect.poll(async () => Math.round((await this.panel.boundingBox())?.width ?? 0)).toBeLessThanOrEqual(width)
  }

  async boot(): Promise<void> {
    await this.page.goto(this.url)
    await this.booted()
  }

  /** ComfyUI's own page, once in hundreds of loads on a busy machine, never comes up; that is not ours, so it gets a second try. */
  private async booted(): Promise<void> {
    await this.hostUp().catch(() => this.page.reload().then(() => this.hostUp()))
    await this.tabButton.waitFor({ timeout: 15_000 })
  }

  private async hostUp(): Promise<void> {
    const isUp = () => globalThis.app?.extensionManager?.workflow?.activeWorkflow != null && globalThis.app.canvas != null
    await this.page.waitForFunction(isUp, null, { timeout: 20_000 })
  }

  async reload(): Promise<void> {
    await this.page.reload()
    await this.booted()
  }

  async setTheme(theme: 'dark' | 'light'): Promise<void> {
    await this.page.evaluate((palette) => app.extensionManager.setting.set('Comfy.ColorPalette', palette), theme)
    await this.page.waitForFunction((scheme) => getComputedStyle(document.documentElement).colorScheme === scheme, theme)
  }

  /** Opens a workflow in a new workflow tab, as a drop would. */
  async load(workflow: WorkflowName | Record<string, unknown>): Promise<void> {
    const graph = typeof workflow === 'string' ? readWorkflow(workflow) : workflow
    await this.page.evaluate((data) => app.loadGraphData(data).then(() => undefined), graph)
    await this.closeHostDialogs()
  }

  /** 1.35 lays modal dialogs about missing things over the page. */
  async closeHostDialogs(): Promise<void> {
    await this.page.evaluate(() => {
      for (const button of document.querySelectorAll<HTMLElement>('[role=dialog] .p-dialog-close-button')) button.click()
    })
  }

  async openTab(): Promise<Locator> {
    if (!(await this.panel.isVisible())) await this.command(`Workspace.ToggleSidebarTab.${tabId}`)
    await expect(this.panel).toBeVisible()
    return this.panel
  }

  /** The panel, once its answer is about the workflow that is open now. */
  async openTabSettled(): Promise<Locator> {
    const panel = await this.openTab()
    const open = await this.page.evaluate(() => app.extensionManager.workflow.activeWorkflow?.path ?? '')
    await expect(panel.getByRole('status').first()).toContainText(open.replace(/^workflows\//, ''))
    await expect(panel).toContainText('checked just now')
    return panel
  }

  async closeTab(): Promise<void> {
    if (await this.panel.isVisible()) await this.command(`Workspace.ToggleSidebarTab.${tabId}`)
    await expect(this.panel).toHaveCount(0)
  }

  async command(id: string): Promise<void> {
    await this.page.evaluate(async (name) => {
      await app.extensionManager.command.execute(name)
    }, id)
  }

  async commands(): Promise<{ id: string; label: string }[]> {
    const all = await this.page.evaluate(() =>
      app.extensionManager.command.commands.map(({ id, label }) => ({ id, label: (typeof label === 'function' ? label() : label) ?? '' })),
    )
    return all.filter(({ id }) => /^greenlight\./i.test(id))
  }

  /** The first key that we registered, as Playwright spells it. */
  async ownKey(): Promise<string> {
    return this.page.evaluate(() => {
      const combo = app.extensions.find(({ name }) => /greenlight/i.test(name))?.keybindings?.[0]?.combo
      if (combo === undefined) throw new Error('no key of ours')
      const held = [combo.ctrl === true && 'Control', combo.alt === true && 'Alt', combo.shift === true && 'Shift'].filter((key) => key !== false)
      return [...held, combo.shift === true ? combo.key.toUpperCase() : combo.key].join('+')
    })
  }

  /** The number on the tab; `` when there is none. */
  async badge(): Promise<string> {
    return this.page.evaluate((id) => {
      const badge = app.extensionManager.getSidebarTabs().find((tab) => tab.id === id)?.iconBadge
      return String((typeof badge === 'function' ? (badge as () => unknown)() : badge) ?? '')
    }, tabId)
  }

  /** Empties the graph as the menu's Clear does. */
  async clear(): Promise<void> {
    await this.command('Comfy.ClearWorkflow')
  }

  /** A change by hand on the canvas: one undo step, seen by the host's change tracker. */
  async edit(change: 'remove-missing' | 'bypass-missing'): Promise<void> {
    await this.page.evaluate((what) => {
      const graph = app.rootGraph
      app.canvas.emitBeforeChange()
      for (const node of graph.nodes.filter((one) => one.type === 'LanternGlow')) {
        if (what === 'remove-missing') graph.remove(node)
        else node.mode = 4
      }
      app.canvas.emitAfterChange()
      graph.setDirtyCanvas(true, true)
    }, change)
  }

  /** What a widget of the root graph says now. */
  async widget(type: string, name: string): Promise<unknown> {
    return this.page.evaluate(
      ([wanted, widget]) => app.rootGraph.nodes.find((node) => node.type === wanted)?.widgets?.find((one) => one.name === widget)?.value,
      [type, name] as const,
    )
  }

  /** Where the canvas is, and what is selected on it. */
  async view(): Promise<{ inSubgraph: boolean; selected: string[]; ids: string[] }> {
    return this.page.evaluate(() => {
      const selected = Object.values(app.canvas.selected_nodes)
      return {
        inSubgraph: app.canvas.graph !== app.rootGraph,
        selected: selected.map((node) => node.type),
        ids: selected.map((node) => String(node.id)),
      }
    })
  }

  /** Middle of a node on the screen, in CSS pixels. */
  private async middleOf(type: string): Promise<{ x: number; y: number }> {
    return this.page.evaluate((wanted) => {
      const node = app.canvas.graph.nodes.find((one) => one.type === wanted)
      if (node === undefined) throw new Error(`no ${wanted} here`)
      const { ds, canvas } = app.canvas
      const frame = canvas.getBoundingClientRect()
      const [left = 0, top = 0, width = 0] = Array.from(node.boundingRect)
      return { x: frame.left + (left + width / 2 + ds.offset[0]) * ds.scale, y: frame.top + (top + 12 + ds.offset[1]) * ds.scale }
    }, type)
  }

  async selectedInView(): Promise<boolean> {
    const [type = ''] = (await this.view()).selected
    const { x, y } = await this.middleOf(type)
    const panel = await this.panel.boundingBox()
    const size = this.page.viewportSize() ?? { width: 0, height: 0 }
    return x > (panel?.x ?? 0) + (panel?.width ?? 0) && x < size.width && y > 0 && y < size.height
  }

  /** A right click on a node's title (`null`: on empty canvas), as a person does it. */
  async rightClick(type: string | null): Promise<void> {
    await this.page.evaluate((wanted) => {
      const node = app.rootGraph.nodes.find((one) => one.type === wanted)
      if (node !== undefined) app.canvas.centerOnNode(node)
      else app.canvas.ds.offset = [-90_000, -90_000]
      app.canvas.graph.setDirtyCanvas(true, true)
    }, type)
    await this.page.waitForTimeout(150)
    const place = type === null ? { x: 640, y: 450 } : await this.middleOf(type)
    await this.page.mouse.click(place.x, place.y, { button: 'right' })
  }

  menuEntry(text: string): Locator {
    return this.page.locator('.litecontextmenu, [role=menu], .p-contextmenu').getByText(text, { exact: true }).first()
  }

  /** Texts of our badges on the root graph's nodes, by node type. */
  async nodeBadges(): Promise<Record<string, string[]>> {
    return this.page.evaluate(() => {
      const found: Record<string, string[]> = {}
      for (const node of app.rootGraph.nodes) {
        const texts = (node.badges ?? []).map((badge) => (typeof badge === 'function' ? badge() : badge).text)
        const ours = texts.filter((text) => ['pack', 'model', 'input', 'old core'].includes(text))
        if (ours.length > 0) found[node.type] = ours
      }
      return found
    })
  }

  /** Milliseconds of long tasks while a node is moved `times` times, 700 ms apart. */
  async longTasksWhileEditing(times: number): Promise<number> {
    return this.page.evaluate(async (count) => {
      let total = 0
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) total += entry.duration
      })
      observer.observe({ entryTypes: ['longtask'] })
      for (let turn = 0; turn < count; turn++) {
        const node = app.rootGraph.nodes[turn]
        app.canvas.emitBeforeChange()
        if (node !== undefined) Object.assign(node, { pos: [(node.pos[0] ?? 0) + 5, node.pos[1] ?? 0] })
        app.canvas.emitAfterChange()
        app.rootGraph.setDirtyCanvas(true, true)
        await new Promise((resolve) => setTimeout(resolve, 700))
      }
      observer.disconnect()
      return total
    }, times)
  }
}
