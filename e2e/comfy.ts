import { expect, type Locator, type Page } from '@playwright/test'
import { readWorkflow, type WorkflowName } from './stage/installation.ts'

/** The few things of ComfyUI's page that the tests touch, as our own small types. */
interface LiveNode {
  id: number | string
  type: string
  mode: number
  badges?: (Badge | (() => Badge))[]
  subgraph?: LiveGraph
  widgets?: { name: string; value: unknown; callback?: (value: unknown, canvas: unknown, node: LiveNode) => void }[]
}
interface Badge {
  text: string
}
interface LiveGraph {
  id: string
  nodes: LiveNode[]
  remove(node: LiveNode): void
  setDirtyCanvas(front: boolean, back: boolean): void
}
interface ComfyApp {
  rootGraph: LiveGraph
  canvas: {
    graph: LiveGraph
    selected_nodes: Record<string, LiveNode>
    emitBeforeChange(): void
    emitAfterChange(): void
    selectNode(node: LiveNode): void
    canvas: HTMLCanvasElement
    getCanvasMenuOptions(): ({ content?: string } | null)[]
    getNodeMenuOptions(node: LiveNode): ({ content?: string; callback?: (...args: unknown[]) => unknown } | null)[]
  }
  loadGraphData(workflow: unknown): Promise<unknown>
  extensionManager: {
    command: { execute(id: string): Promise<unknown>; commands: { id: string; label?: string | (() => string) }[] }
    workflow: { activeWorkflow: { path: string } | null }
    getSidebarTabs(): { id: string; iconBadge?: unknown }[]
    sidebarTab: { activeSidebarTabId: string | null }
    setting: { set(id: string, value: unknown): Promise<void> }
  }
}
declare global {
  var app: ComfyApp
}

export const tabId = 'greenlight'

/** ComfyUI's page with our panel in it, driven as a person would, by code only where the canvas gives nothing to take hold of. */
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
    return this.page.locator('.greenlight-panel').first()
  }

  async boot(): Promise<void> {
    await this.page.goto(this.url)
    await this.tabButton.waitFor()
    await this.page.waitForFunction(() => globalThis.app?.extensionManager?.workflow?.activeWorkflow != null && globalThis.app.canvas != null)
  }

  async setTheme(theme: 'dark' | 'light'): Promise<void> {
    await this.page.evaluate((palette) => app.extensionManager.setting.set('Comfy.ColorPalette', palette), theme)
    await this.page.waitForFunction((scheme) => getComputedStyle(document.documentElement).colorScheme === scheme, theme)
  }

  /** Opens a workflow in a new workflow tab, as a drop would. */
  async load(workflow: WorkflowName | Record<string, unknown>): Promise<void> {
    const graph = typeof workflow === 'string' ? readWorkflow(workflow) : workflow
    await this.page.evaluate((data) => app.loadGraphData(data), graph)
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

  async command(id: string): Promise<void> {
    await this.page.evaluate((name) => app.extensionManager.command.execute(name), id)
  }

  /** A change by hand on the canvas: one undo step, seen by the host's change tracker. */
  async edit(change: 'remove-missing' | 'bypass-missing' | { type: string; widget: string; value: unknown }): Promise<void> {
    await this.page.evaluate((what) => {
      const graph = app.rootGraph
      const missing = graph.nodes.filter((node) => node.type === 'LanternGlow')
      app.canvas.emitBeforeChange()
      if (what === 'remove-missing') for (const node of missing) graph.remove(node)
      else if (what === 'bypass-missing') for (const node of missing) node.mode = 4
      else {
        const node = graph.nodes.find((one) => one.type === what.type)
        const widget = node?.widgets?.find((one) => one.name === what.widget)
        if (node === undefined || widget === undefined) throw new Error(`no ${what.type}.${what.widget}`)
        widget.value = what.value
        widget.callback?.(what.value, app.canvas, node)
      }
      app.canvas.emitAfterChange()
      graph.setDirtyCanvas(true, true)
    }, change)
  }

  /** Where the canvas is, and what is selected on it. */
  async view(): Promise<{ inSubgraph: boolean; selected: string[] }> {
    return this.page.evaluate(() => ({
      inSubgraph: app.canvas.graph !== app.rootGraph,
      selected: Object.values(app.canvas.selected_nodes).map((node) => node.type),
    }))
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
}
