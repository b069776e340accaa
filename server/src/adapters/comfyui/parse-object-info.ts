import type { Problem } from '@greenlight/shared/problem'
import { type NodeDefinitions, readDefinitions } from '../../core/definitions.js'
import { parseForeignJson } from '../../core/workflow/json.js'
import { problem } from '../../problems.js'

export type ObjectInfo =
  | { readonly ok: true; readonly definitions: NodeDefinitions; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly because: string }

/** Faults of single definitions that are told one by one; the rest is one number. */
const shown = 5

/** Text of an `/object_info` answer. An answer without a single node type is none: ComfyUI always has its own. */
export function parseObjectInfo(text: string): ObjectInfo {
  const parsed = parseForeignJson(text)
  if (!parsed.ok) return { ok: false, because: 'it is no JSON' }
  const { definitions, problems } = readDefinitions(parsed.value)
  if (definitions.size === 0) return { ok: false, because: 'it lists no node types' }
  const told = problems
    .slice(0, shown)
    .map((says) => problem('NODE_DEFINITION_UNREADABLE', { says: says.replace(/\.$/, '') }))
  const more = problems.length - told.length
  if (more > 0) told.push(problem('NODE_DEFINITION_UNREADABLE', { says: `${more} more of the same kind` }))
  return { ok: true, definitions, problems: told }
}
