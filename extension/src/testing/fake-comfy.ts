import type { ComfyApi, ComfyApp, ComfyExtension, ComfyGlobals, LiveGraph, LiveNode, SidebarTab } from '../comfy/types.js'

export const frontends = [35, 47, 58] as const
export type Frontend = (typeof frontends)[number]

export interface NodeSketch {
  id: number
  type: string
  inside?: NodeSketch[]
}

/** A stand-in for ComfyUI's page with the shapes that were measured: what differs between the frontends differs here. */
export interface FakeComfy {
  app: ComfyApp
  api: ComfyApi & EventTarget
  globals: ComfyGlobals
  extension: () => ComfyExtension
  /** The reader opens our tab, a built-in one, another extension's, or closes the sidebar. */
  press: (tab: 'greenlight' | 'built-in' | 'other' | 'close') => void
  area: HTMLElement
  done: string[]
  open: (nodes: NodeSketch[], path?: string) => void
}

export function fakeComfy(frontend: Frontend): FakeComfy {
  const done: string[] = []
  const tabs: SidebarTab[] = []
  const subscribers = new Set<() => void>()
  const area = document.createElement('div')
  let extension: ComfyExtension | null = null
  const sidebarTab = {
    activeSidebarTabId: null as string | null,
    $subscribe: (run: () => void) => {
      subscribers.add(run)
      return () => subscribers.delete(run)
    },
  }
  const workflow = { activeWorkflow: { path: 'workflows/a.json' } }
  let root = makeGraph([], frontend, done)

  function press(tab: 'greenlight' | 'built-in' | 'other' | 'close'): void {
    const before = sidebarTab.activeSidebarTabId
    const next = tab === 'close' ? null : tab
    sidebarTab.activeSidebarTabId = next
    const isCustom = (id: string | null): boolean => id === 'greenlight' || id === 'other'
    if (next === null && before === 'greenlight') tabs[0]?.destroy?.()
    // From one custom tab to another the element is kept, with what is in it, and nobody's destroy is called.
    if (!(isCustom(before) && isCustom(next))) area.replaceChildren()
    if (isCustom(next) && area.firstElementChild === null) area.append(document.createElement('div'))
    const element = area.firstElementChild
    if (element instanceof HTMLElement && next === 'greenlight') tabs[0]?.render(element)
    if (element instanceof HTMLElement && next === 'other') element.append(document.createElement('article'))
    for (const run of subscribers) run()
  }

  const app: ComfyApp = {
    registerExtension: (given) => (extension = given),
    extensionManager: {
      registerSidebarTab: (tab) => tabs.push({ ...tab }),
      getSidebarTabs: () => tabs,
      sidebarTab,
      command: { execute: (id) => (id === 'Workspace.ToggleSidebarTab.greenlight' ? press('greenlight') : done.push(id)) },
      toast: { add: () => {} },
      workflow,
    },
    get rootGraph() {
      return root
    },
    canvas: {
      graph: root,
      selected_nodes: {},
      setGraph: (graph) => {
        app.canvas.graph = graph
        done.push('setGraph')
      },
      deselectAll: () => (app.canvas.selected_nodes = {}),
      selectNode: (node) => {
        app.canvas.selected_nodes = { [node.id]: node }
        done.push(`select ${node.id}`)
      },
      animateToBounds: () => done.push('animate'),
    },
  }

  return {
    app,
    api: Object.assign(new EventTarget(), { apiURL: (path: string) => `/api${path}` }),
    globals: {
      LiteGraph: { registered_node_types: { KSampler: { nodeData: {} }, VAELoader: { nodeData: {} }, Note: {}, 'Reroute (kim)': {} } },
      LGraphBadge: class {
        text: string
        constructor({ text }: { text: string }) {
          this.text = text
        }
      },
    },
    extension: () => extension ?? { name: '' },
    press,
    area,
    done,
    open: (nodes, path = 'workflows/a.json') => {
      root = makeGraph(nodes, frontend, done)
      app.canvas.graph = root
      workflow.activeWorkflow = { path }
      for (const node of allNodes(root)) extension?.nodeCreated?.(node)
      extension?.afterConfigureGraph?.()
    },
  }
}

function makeGraph(sketches: NodeSketch[], frontend: Frontend, done: string[]): LiveGraph {
  const graph: LiveGraph = {
    nodes: [],
    serialize: () => ({ nodes: (graph.nodes ?? []).map(({ id, type }) => ({ id: Number(id), type })) }),
    getNodeById: (id) => graph.nodes?.find((node) => (frontend === 35 ? node.id === Number(id) : node.id === String(id))),
    setDirtyCanvas: () => done.push('draw'),
  }
  graph.nodes = sketches.map(({ id, type, inside }) => ({
    id: frontend === 35 ? id : String(id),
    type,
    graph,
    badges: frontend === 58 ? [] : [() => ({ text: 'host' })],
    boundingRect: [0, 0, 1, 1],
    ...(inside === undefined ? {} : { subgraph: makeGraph(inside, frontend, done) }),
  }))
  return graph
}

function allNodes(graph: LiveGraph): LiveNode[] {
  return (graph.nodes ?? []).flatMap((node) => [node, ...(node.subgraph === undefined ? [] : allNodes(node.subgraph))])
}
