/**
 * Runs steps `{name, run({root})}` two at a time, in order, and answers `{name, faults, note, ms}` in that order.
 * A step that throws has a fault: one broken check hides no other. `tell` hears each answer as soon as it is there.
 */
export async function runSteps(steps, context, { width = 2, tell = () => {} } = {}) {
  const results = []
  let next = 0
  const worker = async () => {
    while (next < steps.length) {
      const at = next++
      const began = Date.now()
      const { faults, note } = await attempt(steps[at], context)
      results[at] = { name: steps[at].name, faults, note: note ?? '', ms: Date.now() - began }
      tell(results[at])
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  return results
}

async function attempt(step, context) {
  try {
    return await step.run(context)
  } catch (error) {
    return { faults: [`the check itself broke: ${error.stack ?? error}`] }
  }
}
