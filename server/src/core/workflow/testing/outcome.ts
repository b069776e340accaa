import { expect } from 'vitest'
import { findReferences } from '../find-references.js'
import { readWorkflow } from '../read.js'

const births = (): string =>
  [Object.prototype, Array.prototype, Function.prototype]
    .map((prototype) => Object.getOwnPropertyNames(prototype).sort().join())
    .join(';')

/** Reads and searches; the answer is one of the closed list, and the prototypes are as before. */
export function outcome(value: unknown): string {
  const before = births()
  const result = readWorkflow(value)
  if (result.ok) findReferences(result.workflow, null)
  expect(births()).toBe(before)
  return result.ok ? 'ok' : result.problem.code
}
