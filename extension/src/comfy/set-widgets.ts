import type { WidgetEdit } from '../stores/host.js'
import type { ComfyApp, LiveGraph, LiveNode, LiveWidget } from './types.js'
import { findNode, rootGraph } from './walk-nodes.js'

interface Place {
  node: LiveNode
  widget: LiveWidget
}

/**
 * Sets widgets on the open graph as one step of ComfyUI's undo (D19); answers how many were set. A widget that no longer
 * says the value which the report saw is left alone: the graph has moved on.
 */
export function setWidgets(app: ComfyApp, edits: readonly WidgetEdit[]): number {
  const root = rootGraph(app)
  if (root === null) return 0
  const places = edits.flatMap((edit) => {
    const place = findPlace(root, edit)
    return place === null ? [] : [{ ...place, to: edit.to }]
  })
  if (places.length === 0) return 0
  const { canvas } = app
  canvas.emitBeforeChange?.()
  try {
    for (const { node, widget, to } of places) {
      widget.value = to
      widget.callback?.(to, canvas, node)
    }
  } finally {
    canvas.emitAfterChange?.()
  }
  for (const { node } of places) (node.graph ?? root).setDirtyCanvas?.(true, true)
  return places.length
}

/** Where the value is said: on the instance that promotes the widget, on the node that feeds it, else on the node itself. */
function findPlace(root: LiveGraph, { node: id, widget, from }: WidgetEdit): Place | null {
  const inner = findNode(root, id)
  if (inner === null) return null
  const around = instancesAround(root, id)
  for (const node of [...around, ...feedersOf(inner, widget), inner]) {
    const found = widgetSaying(node, widget, from)
    if (found !== null) return { node, widget: found }
  }
  return null
}

/** Instances on the way down, the outermost first: the outermost value wins. */
function instancesAround(root: LiveGraph, executionId: string): LiveNode[] {
  const parts = executionId.split(':')
  return parts.slice(0, -1).flatMap((_, at) => findNode(root, parts.slice(0, at + 1).join(':')) ?? [])
}

function feedersOf(node: LiveNode, widget: string | null): LiveNode[] {
  return (node.inputs ?? []).flatMap((input, slot) => {
    if (input.link == null || input.widget == null || (widget !== null && input.widget.name !== widget)) return []
    return node.getInputNode?.(slot) ?? []
  })
}

function widgetSaying(node: LiveNode, name: string | null, from: string): LiveWidget | null {
  const saying = (node.widgets ?? []).filter(({ value }) => value === from)
  return saying.find((widget) => widget.name === name) ?? saying[0] ?? null
}
