/**
 * The little of ComfyUI's page that we touch, as seen in its frontends 1.35, 1.47 and 1.58. Hand-written: what is optional
 * here is absent in one of them, or may be.
 */
export interface ComfyApp {
  registerExtension: (extension: ComfyExtension) => void
  extensionManager: ExtensionManager
  /** The root also while a subgraph is shown. `graph` is its older name. */
  rootGraph?: LiveGraph
  graph?: LiveGraph
  canvas: LiveCanvas
}

export interface ComfyApi extends Pick<EventTarget, 'addEventListener'> {
  apiURL: (path: string) => string
}

export interface ComfyExtension {
  name: string
  commands?: { id: string; label: string; menubarLabel?: string; icon?: string; function: () => void }[]
  keybindings?: { combo: { key: string; alt?: boolean; shift?: boolean; ctrl?: boolean }; commandId: string }[]
  menuCommands?: { path: string[]; commands: string[] }[]
  aboutPageBadges?: { label: string; url: string; icon: string }[]
  setup?: () => void
  afterConfigureGraph?: () => void
  refreshComboInNodes?: () => void
  nodeCreated?: (node: LiveNode) => void
  loadedGraphNode?: (node: LiveNode) => void
  getNodeMenuItems?: (node: LiveNode) => ({ content: string; callback: () => void } | null)[]
  getCanvasMenuItems?: () => ({ content: string; callback: () => void } | null)[]
  getSelectionToolboxCommands?: (selected: unknown) => string[]
}

export interface ExtensionManager {
  registerSidebarTab: (tab: SidebarTab) => void
  getSidebarTabs: () => SidebarTab[]
  sidebarTab: { activeSidebarTabId?: string | null; $subscribe: (run: () => void, options?: { detached: boolean }) => () => void }
  command: { execute: (id: string) => unknown }
  toast: { add: (message: { severity: string; summary: string; detail?: string; life?: number }) => void }
  workflow?: { activeWorkflow?: { path?: string; filename?: string; key?: string } | null }
}

export interface SidebarTab {
  id: string
  title: string
  icon: string
  tooltip: string
  type: 'custom'
  iconBadge?: string | null
  /** Ours: read by badges on nodes, so that one write repaints them all. */
  tick?: number
  render: (element: HTMLElement) => void
  destroy?: () => void
}

export interface LiveGraph {
  nodes?: LiveNode[]
  serialize: () => unknown
  getNodeById: (id: string | number) => LiveNode | null | undefined
  setDirtyCanvas?: (foreground: boolean, background: boolean) => void
}

export interface LiveNode {
  /** A number in 1.35, a string in 1.47 and 1.58. */
  id: string | number
  type?: string | null
  graph?: LiveGraph | null
  /** Only on instances of a subgraph. */
  subgraph?: LiveGraph
  badges?: unknown[]
  /** A missing node has one text widget per value, all named `UNKNOWN` or `UNKNOWN_n`. */
  widgets?: LiveWidget[]
  inputs?: { widget?: { name?: string } | null; link?: unknown }[]
  /** The node that feeds an input slot, for a widget that was turned into an input. */
  getInputNode?: (slot: number) => LiveNode | null | undefined
  boundingRect?: ArrayLike<number>
}

export interface LiveWidget {
  name?: string
  value?: unknown
  callback?: (value: unknown, canvas: LiveCanvas, node: LiveNode) => void
}

export interface LiveCanvas {
  /** The pair makes what lies between one step of ComfyUI's undo. */
  emitBeforeChange?: () => void
  emitAfterChange?: () => void
  graph?: LiveGraph | null
  setGraph?: (graph: LiveGraph) => void
  deselectAll?: () => void
  selectNode?: (node: LiveNode) => void
  /** `zoom`: the share of the view that the bounds shall fill. */
  animateToBounds?: (bounds: ArrayLike<number>, options?: { zoom: number }) => void
  centerOnNode?: (node: LiveNode) => void
  selected_nodes?: Record<string, LiveNode>
  selectedItems?: Iterable<unknown>
}

/** What ComfyUI leaves on `window` for extensions. */
export interface ComfyGlobals {
  LiteGraph?: { registered_node_types?: Record<string, { nodeData?: unknown } | undefined> }
  LGraphBadge?: new (options: { text: string; fgColor: string; bgColor: string }) => object
}
