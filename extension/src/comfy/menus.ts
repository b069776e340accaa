import { texts } from '../messages/index.js'
import type { ComfyApp, ComfyExtension, LiveNode } from './types.js'
import { executionIdOf, rootGraph } from './walk-nodes.js'

export interface MenuActions {
  open: () => void
  check: () => void
  /** Opens the panel at a node, by execution id. */
  explain: (node: string) => void
}

const ids = { open: 'Greenlight.Open', check: 'Greenlight.Check', explain: 'Greenlight.ExplainNode' }

/** Commands, keys and menu entries. Alt+Shift+R is taken by nothing from 1.35 to 1.58 (Alt+Shift+G is, in 1.35: ComfyUI says so in red). */
export function describeMenus(app: ComfyApp, actions: MenuActions): Omit<ComfyExtension, 'name'> {
  const { command } = texts

  function explainNode(node: LiveNode | null): void {
    const root = rootGraph(app)
    const id = root === null || node === null ? null : executionIdOf(root, node)
    if (id !== null) actions.explain(id)
  }

  return {
    commands: [
      { id: ids.open, label: command.open, menubarLabel: command.open, icon: 'pi pi-check-circle', function: actions.open },
      { id: ids.check, label: command.check, menubarLabel: command.check, icon: 'pi pi-refresh', function: actions.check },
      {
        id: ids.explain,
        label: command.explain,
        menubarLabel: command.explain,
        icon: 'pi pi-question-circle',
        function: () => explainNode(selectedNode(app)),
      },
    ],
    keybindings: [{ combo: { key: 'r', alt: true, shift: true }, commandId: ids.open }],
    menuCommands: [{ path: ['Extensions', command.menu], commands: [ids.open, ids.check, ids.explain] }],
    getNodeMenuItems: (node) => [{ content: command.explainHere, callback: () => explainNode(node) }],
    getCanvasMenuItems: () => [{ content: command.checkHere, callback: actions.check }],
    getSelectionToolboxCommands: () => (selectedNode(app) === null ? [] : [ids.explain]),
  }
}

/** The one selected node; null when it is none or several. */
export function selectedNode({ canvas }: ComfyApp): LiveNode | null {
  const selected = Object.values(canvas.selected_nodes ?? {})
  return selected.length === 1 ? (selected[0] ?? null) : null
}
