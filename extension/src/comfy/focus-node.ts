import type { ComfyApp } from './types.js'
import { findNode, rootGraph } from './walk-nodes.js'

/** Enters the node's subgraph if need be, selects it and brings it to the middle. False when there is no such node. */
export async function focusNode(app: ComfyApp, executionId: string, nextFrame: () => Promise<void> = paint): Promise<boolean> {
  const root = rootGraph(app)
  const node = root === null ? null : findNode(root, executionId)
  if (root === null || node === null) return false
  const canvas = app.canvas
  const graph = node.graph ?? root
  if (canvas.graph !== graph) {
    canvas.setGraph?.(graph)
    await nextFrame()
    await nextFrame()
  }
  canvas.deselectAll?.()
  canvas.selectNode?.(node)
  if (canvas.animateToBounds !== undefined && node.boundingRect !== undefined) canvas.animateToBounds(node.boundingRect, { zoom: 0.4 })
  else canvas.centerOnNode?.(node)
  return true
}

function paint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()))
}
