import type { ModelEntry } from '@greenlight/shared/report'
import { listOf } from '../words.js'

/** `ckpt_name of node 4`: where a person sets the name. */
export function widgetOf(entry: Pick<ModelEntry, 'widget'>, nodes: readonly string[]): string {
  const where = nodes.length > 1 ? `nodes ${listOf(nodes)}` : `node ${nodes[0] ?? '?'}`
  return entry.widget === null ? where : `${entry.widget} of ${where}`
}
