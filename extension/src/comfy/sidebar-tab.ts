import type { ExtensionManager, SidebarTab } from './types.js'

export const tabId = 'greenlight'

export interface TabContent {
  /** Fills an empty element; gives what takes the content down again. */
  mount: (root: HTMLElement) => () => void
  /** The tab was opened. */
  opened: () => void
}

/**
 * The tab's life as ComfyUI really leads it: `render` may come twice with the same element, another extension's tab gets
 * our element with our content in it, and `destroy` does not come when the reader changes to another tab. So a render
 * clears the element and mounts anew, and losing the tab is read from the store.
 */
export function registerTab(manager: ExtensionManager, look: Omit<SidebarTab, 'id' | 'type' | 'render' | 'destroy'>, content: TabContent): void {
  let mounted: { root: HTMLElement; unmount: () => void } | null = null

  function takeDown(): void {
    const was = mounted
    mounted = null
    was?.unmount()
    was?.root.parentElement?.style.removeProperty('height')
    was?.root.remove()
  }

  function render(element: HTMLElement): void {
    if (mounted?.root.parentElement === element && element.childElementCount === 1) return
    takeDown()
    const root = element.ownerDocument.createElement('div')
    element.replaceChildren(root)
    element.style.setProperty('height', '100%')
    mounted = { root, unmount: content.mount(root) }
    content.opened()
  }

  manager.registerSidebarTab({ ...look, id: tabId, type: 'custom', render, destroy: takeDown })
  manager.sidebarTab.$subscribe(
    () => {
      if (mounted === null) return
      if (manager.sidebarTab.activeSidebarTabId !== tabId || !mounted.root.isConnected) takeDown()
    },
    { detached: true },
  )
}

const liveTabs = new WeakMap<ExtensionManager, SidebarTab>()

/** The tab as ComfyUI keeps it: writing to this, not to what was registered, repaints. Kept, as every badge asks for it at each frame. */
function liveTab(manager: ExtensionManager): SidebarTab | null {
  const kept = liveTabs.get(manager)
  if (kept !== undefined) return kept
  const found = manager.getSidebarTabs().find(({ id }) => id === tabId)
  if (found !== undefined) liveTabs.set(manager, found)
  return found ?? null
}

export function setTabBadge(manager: ExtensionManager, text: string | null): void {
  const tab = liveTab(manager)
  if (tab !== null && tab.iconBadge !== text) tab.iconBadge = text
}

export function isTabOpen(manager: ExtensionManager): boolean {
  return manager.sidebarTab.activeSidebarTabId === tabId
}

/** Opens the tab; leaves it open if it is. */
export function openTab(manager: ExtensionManager): void {
  if (!isTabOpen(manager)) manager.command.execute(`Workspace.ToggleSidebarTab.${tabId}`)
}

/** Reads something of ComfyUI's reactivity, so that whoever calls it is asked again after `bumpTick`. */
export function readTick(manager: ExtensionManager): number {
  return liveTab(manager)?.tick ?? 0
}

export function bumpTick(manager: ExtensionManager): void {
  const tab = liveTab(manager)
  if (tab !== null) tab.tick = (tab.tick ?? 0) + 1
}
