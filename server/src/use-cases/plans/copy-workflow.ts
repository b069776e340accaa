import type { PlanWarning, Want } from '@greenlight/shared/plans'
import type { CopyFact } from '../../core/plan/plan-facts.js'
import { folderOf, isBelow, joinPath, nameOf } from '../../core/plan/paths.js'
import { editWorkflowText } from '../../core/workflow/edit/edit-workflow-text.js'
import type { Look } from './gather/gather-ports.js'
import { placeAt } from './gather/places.js'
import type { Asked } from './read-request.js'

export interface CopyParts {
  readonly look: Look
  readonly roots: readonly string[]
  /** Where a copy of a file goes that lies outside the installation; null: there is no such place. */
  readonly savedFolder: string | null
  /** `sha256:<64 hex>` */
  readonly sha256: (text: string) => string
}

export interface MadeCopy {
  readonly copy: CopyFact | null
  readonly warnings: readonly PlanWarning[]
}

const nothing: MadeCopy = { copy: null, warnings: [] }
const mostVersions = 10_000

/** The copy `<name>.vN.json` of one workflow file with all its widget edits (D10); the file itself is never touched. */
export async function copyWorkflow(asked: readonly Asked[], wants: readonly Want[], parts: CopyParts): Promise<MadeCopy> {
  const [one] = asked
  const edits = wants.flatMap((want) => (want.want === 'edit-widget' ? [want.edit] : []))
  if (one?.file == null || one.file.text === null || one.workflow === null || edits.length === 0) return nothing
  const { text, spans, missed } = editWorkflowText(one.file.text, one.workflow, edits)
  const warnings = missed.map(({ from, node }) => ({ code: 'UNANSWERED', message: `The widget of node ${node} that says ${from} is not found in the text.`, hint: 'Open the workflow in ComfyUI and choose it there.', subject: from }))
  if (missed.length === edits.length) return { ...nothing, warnings }
  const folder = parts.roots.some((root) => isBelow(root, one.file?.path ?? '')) ? folderOf(one.file.path) : parts.savedFolder
  const path = folder === null ? null : await freeName(parts.look, folder, nameOf(one.file.path))
  if (path === null) return { ...nothing, warnings }
  const [of, target] = await Promise.all([parts.look.stamp(one.file.path), placeAt(parts.look, path)])
  const bytes = new TextEncoder().encode(text).length
  return { copy: { of: { path: one.file.path, stamp: of }, spans, sha256: parts.sha256(text), bytes, target }, warnings }
}

/** The next free N; the engine refuses to write over what came in between. */
async function freeName(look: Look, folder: string, name: string): Promise<string | null> {
  const stem = name.replace(/(?:\.v\d+)?\.[^.]*$/, '')
  for (let version = 1; version < mostVersions; version += 1) {
    const path = joinPath(folder, `${stem}.v${version}.json`)
    if ((await look.stamp(path)).is === 'absent') return path
  }
  return null
}
