import { normaliseName } from '../python-words.js'
import type { Resolved } from '../python-words.js'
import { parseRequirement } from './requirement.js'

export interface WantedLine {
  readonly line: string
  /** Title of the pack that asks. */
  readonly whose: string
}

/** Reasons told of one change, and steps of one chain. */
const most = { reasons: 5, steps: 6 }

/**
 * Why a distribution changes: the lines that name it, else the chain of needs that leads from a line to it
 * (`Pack: alpha>=3, which needs numpy>=2`). Sorted; empty where nobody said.
 */
export function reasonsFor(name: string, lines: readonly WantedLine[], needs: Resolved['needs']): readonly string[] {
  const asking = new Map<string, string[]>()
  for (const { line, whose } of lines) push(asking, parseRequirement(line)?.name, `${whose}: ${line.trim()}`)
  const needing = new Map<string, { readonly parent: string; readonly requirement: string }[]>()
  for (const { parent, requirement } of needs) push(needing, parseRequirement(requirement)?.name, { parent: normaliseName(parent), requirement })

  const reasons = new Set<string>(asking.get(name))
  const seen = new Set([name])
  let step = [{ name, tail: '' }]
  for (let depth = 0; depth < most.steps && reasons.size < most.reasons && step.length > 0; depth++) {
    const next: typeof step = []
    for (const { name: child, tail } of step)
      for (const { parent, requirement } of needing.get(child) ?? []) {
        const chain = `, which needs ${requirement}${tail}`
        for (const asked of asking.get(parent) ?? []) reasons.add(`${asked}${chain}`)
        if (seen.has(parent)) continue
        seen.add(parent)
        next.push({ name: parent, tail: chain })
      }
    step = next
  }
  return [...reasons].sort().slice(0, most.reasons)
}

function push<T>(map: Map<string, T[]>, key: string | undefined, value: T): void {
  if (key === undefined) return
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
