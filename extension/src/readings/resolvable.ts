import type { ActionKind } from '@greenlight/shared/plan'
import type { WorkflowReport } from '@greenlight/shared/report'
import { sortSources } from './model-answers.js'
import type { Row } from './rows.js'

/** Fixes that are advice: no plan does them. */
const notPlanned: ReadonlySet<ActionKind> = new Set(['repair-node-pack', 'restart-comfyui', 'update-comfyui'])

/** What "Resolve missing" would be about. `bytes`: what is known of the downloads; `more`: some sizes are not known. */
export interface Resolvable {
  subjects: readonly string[]
  bytes: number
  more: boolean
}

/** Null when no plan would change anything. */
export function readResolvable(report: WorkflowReport): Resolvable | null {
  const fixed = report.findings.filter(({ severity, fix }) => severity === 'blocks' && fix !== undefined && !notPlanned.has(fix))
  if (fixed.length === 0) return null
  const wanted = new Set(fixed.filter(({ fix }) => fix === 'download-model').map(({ subject }) => subject))
  const sizes = new Map<string, number | undefined>()
  for (const { name, active, sources } of report.models) {
    if (active && wanted.has(name)) sizes.set(name, sizes.get(name) ?? sortSources(sources).offered[0]?.size)
  }
  const known = [...sizes.values()].filter((size) => size !== undefined)
  return { subjects: [...new Set(fixed.map(({ subject }) => subject))], bytes: known.reduce((sum, size) => sum + size, 0), more: known.length < wanted.size }
}

/** Actions that one row offers by a button of its own; picks of packs and models have their own marks. */
export type RowAct = Extract<ActionKind, 'adopt-model' | 'choose-input' | 'download-model' | 'edit-widget' | 'enable-node-pack' | 'install-node-pack' | 'link-model' | 'move-model' | 'update-node-pack'>
const rowActs: readonly RowAct[] = ['adopt-model', 'choose-input', 'download-model', 'edit-widget', 'enable-node-pack', 'install-node-pack', 'link-model', 'move-model', 'update-node-pack']

/** `canvas`: widgets are set there at once, so an edit needs no plan. */
export function rowAct({ fix }: Pick<Row, 'fix'>, canvas: boolean): RowAct | null {
  return rowActs.find((act) => act === fix && !(act === 'edit-widget' && canvas)) ?? null
}
