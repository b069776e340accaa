import type { Mark } from '../readings/marks.js'
import type { Subject } from '../state/report.js'

/** What to ask the sidecar about: a graph or file as `POST /inspect` takes it, or a saved workflow by its id. */
export type Question =
  | { subject: Subject; ask: { inspect: InspectBody } }
  | { subject: Subject; ask: { saved: string } }

export type InspectBody =
  | { workflow: unknown; name?: string; frontendOnly?: string[] }
  | { name: string; base64: string; frontendOnly?: string[] }

/** One widget's new value; it is set only where the widget still says `from`. */
export interface WidgetEdit {
  node: string
  /** Null where the file does not name it: then the value finds it. */
  widget: string | null
  from: string
  to: string
}

/** What the page around the panel can do: ComfyUI's, or the sidecar's own. A null ability has no button. */
export interface Host {
  /** What is open now; null when nothing is. Throws when the graph cannot be written down. */
  read: () => Question | null
  /** Shows a node by its execution id and selects it; false when it is not there any more. */
  focus: ((node: string) => Promise<boolean>) | null
  /** Sets widgets on the canvas as one step of undo; answers how many. Null where there is no canvas. */
  setWidgets: ((edits: readonly WidgetEdit[]) => number) | null
  /** Node types of the open graph that are not registered; null where there is no live graph. */
  countUnregistered: (() => number) | null
  /** The sidecar's own page, which may approve what runs code or takes something away. */
  owner: boolean
  mark: (marks: ReadonlyMap<string, Mark>) => void
  /** The tab's own badge; null hides it. */
  badge: (text: string | null) => void
}
