/** The few things of ComfyUI's page that the tests touch, as our own small types. */
export interface LiveNode {
  id: number | string
  type: string
  mode: number
  pos: ArrayLike<number>
  boundingRect: ArrayLike<number>
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
    centerOnNode(node: LiveNode): void
    canvas: HTMLCanvasElement
    ds: { scale: number; offset: [number, number] }
  }
  extensions: { name: string; keybindings?: { combo: { key: string; alt?: boolean; shift?: boolean; ctrl?: boolean } }[] }[]
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

export {}
