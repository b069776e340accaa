import { runSteps } from '../check/run-steps.mjs'
import { sayResult } from '../check/say-result.mjs'
import { parts } from '../check/steps.mjs'
import { none } from './counts.mjs'

/** Types, laws and lint as parts of `npm test`. A broken law counts as one failure; laws that hold are no tests and count nothing. */
export async function runChecks(root, name) {
  const results = await runSteps(parts[name], { root }, { tell: sayResult })
  const broken = results.filter(({ faults }) => faults.length > 0)
  const note = `${results.length - broken.length} of ${results.length} hold`
  return [{ name, note, counts: { ...none, failed: broken.length, failures: broken.map((step) => step.name) }, output: '' }]
}
