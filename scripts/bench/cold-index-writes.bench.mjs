import { measureColdIndex, tellColdIndex } from './cold-index.mjs'

/** All that is written while the index comes to be, journals included, against what it is in the end. */
export const name = 'cold index: bytes written, x its size'

export async function run() {
  const seen = await measureColdIndex()
  const { written, size } = seen
  if (written === null) throw new Error('this system does not count what a process writes')
  return { ratio: written / size, target: 5, unit: 'x', details: tellColdIndex(seen) }
}
