import type { Difference } from './difference.js'
import { toSlashes } from './fold-text.js'

/** How two spellings of one folded name differ; empty for none. */
export function spellingsBetween(asked: string, found: string): Difference[] {
  if (asked === found) return []
  const differences: string[] = []
  if (asked.includes('\\') !== found.includes('\\')) differences.push('the folder separator')
  const [a, b] = [toSlashes(asked), toSlashes(found)]
  if (a.includes('%') !== b.includes('%')) differences.push('the escaping of an address')
  const [left, right] = [a.normalize('NFKC'), b.normalize('NFKC')]
  if ((left !== a || right !== b) && (left === right || left.toLowerCase() === right.toLowerCase())) {
    differences.push('the Unicode form of its letters')
  }
  if (left !== right && left.toLowerCase() === right.toLowerCase()) differences.push('letter case')
  const says = differences.length === 0 ? 'the spelling' : differences.join(' and ')
  return [{ weight: 'spelling', says: `only ${says} ${differences.length > 1 ? 'differ' : 'differs'}` }]
}
