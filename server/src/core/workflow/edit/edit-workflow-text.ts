import type { CanvasEdit } from '@greenlight/shared/plans'
import type { FlatNode, Workflow } from '../model.js'
import { findSpan, type Span } from './find-span.js'

/** `missed`: edits whose widget does not say in the text what it should. */
export interface EditedText {
  readonly text: string
  /** What was replaced, in the text as it was, in order. */
  readonly spans: readonly (Span & { readonly text: string })[]
  readonly missed: readonly CanvasEdit[]
}

/**
 * The text of a workflow with other widget values and nothing else changed (D10): each value is replaced where it stands, so that every byte
 * beside it stays. `workflow` is what was read from this very text. Without edits the text comes back as it is.
 */
export function editWorkflowText(text: string, workflow: Workflow, edits: readonly CanvasEdit[]): EditedText {
  const nodes = new Map<string, FlatNode>(workflow.nodes.map((node) => [node.id, node]))
  const changes = new Map<number, Span & { text: string }>()
  const missed: CanvasEdit[] = []
  for (const edit of edits) {
    const span = spanOf(text, nodes.get(edit.node), edit)
    if (span === null) missed.push(edit)
    else changes.set(span.from, { ...span, text: JSON.stringify(edit.to) })
  }
  const spans = [...changes.values()].sort((a, b) => a.from - b.from)
  return { text: replaceSpans(text, spans), spans, missed }
}

/** The text with other words where the spans are, which are in order and apart. */
function replaceSpans(text: string, spans: EditedText['spans']): string {
  let edited = ''
  let at = 0
  for (const span of spans) {
    edited += text.slice(at, span.from) + span.text
    at = span.to
  }
  return edited + text.slice(at)
}

/** The widget of that name which says it, else the first that does. */
function spanOf(text: string, node: FlatNode | undefined, edit: CanvasEdit): Span | null {
  const saying = (node?.widgets ?? []).filter(({ value }) => value === edit.from)
  const widget = saying.find(({ name }) => name === edit.widget) ?? saying[0]
  const span = widget === undefined ? null : findSpan(text, widget.where)
  return span !== null && said(text.slice(span.from, span.to)) === edit.from ? span : null
}

function said(quoted: string): unknown {
  try {
    return JSON.parse(quoted)
  } catch {
    return undefined
  }
}
