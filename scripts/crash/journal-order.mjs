/**
 * What is wrong with the order of lines (reliability-security.md 4.2): an end without its beginning, an effect that was done and is begun anew without
 * having been taken back, an effect that is begun although the plan was told to stop, an approval that was spent more often than given.
 */
export function orderWrong(lines) {
  const wrong = []
  const stands = new Map()
  const given = new Map()
  const stopped = new Set()
  for (const { seq, plan_id: plan, action_type: type, inputs } of lines) {
    if (type === 'plan.approve') given.set(plan, (given.get(plan) ?? 0) + 1)
    if (type === 'plan.stop') stopped.add(plan)
    if (type === 'token.consume') {
      stopped.delete(plan)
      given.set(plan, (given.get(plan) ?? 0) - 1)
      if (given.get(plan) < 0) wrong.push(`I4: line ${seq} spends an approval that was not given`)
    }
    if (inputs.phase === undefined) continue
    if (inputs.phase === 'intent' && inputs.back !== true && stopped.has(plan)) wrong.push(`I2: line ${seq} goes on with a plan that was told to stop`)
    const key = `${plan} ${inputs.action} ${inputs.effect}`
    const before = stands.get(key) ?? 'before'
    const next = nextOf(before, inputs)
    if (next === null) wrong.push(`I4: line ${seq}: ${inputs.phase}${inputs.back === true ? ' of a way back' : ''} where the effect is ${before}`)
    stands.set(key, next ?? before)
  }
  return wrong
}

function nextOf(before, { phase, back }) {
  if (back !== true) return phase === 'intent' ? (before === 'done' || before === 'going back' ? null : 'begun') : before === 'begun' ? 'done' : null
  return phase === 'intent' ? (before === 'before' ? null : 'going back') : before === 'going back' ? 'before' : null
}
