import type { ActionRun, Plan, PlanRun } from '@greenlight/shared/plans'
import { printable } from '../../core/readings/printable.js'
import type { PlanHouse } from '../../use-cases/plans/plan-house.js'
import type { Terminal } from '../command.js'
import { printProblem } from '../print-problem.js'
import { actionBar } from './action-bar.js'

/** Shows a run until it is at rest, bars on a terminal and a line per action elsewhere; answers the exit status. */
export async function followRun(plans: PlanHouse, plan: Plan, terminal: Terminal): Promise<number> {
  const told = new Map<string, string>()
  const titles = new Map(plan.actions.map(({ id, title }) => [id, title]))
  const cancel = () => void plans.cancel(plan.id).catch(() => undefined)
  terminal.signal.addEventListener('abort', cancel, { once: true })
  const show = (run: PlanRun) => {
    for (const action of run.actions) {
      if (told.get(action.id) === action.state) continue
      told.set(action.id, action.state)
      if (isTold(action)) terminal.err(`${clear(terminal)}${action.state.padEnd(9)} ${printable(titles.get(action.id) ?? action.id)}\n`)
    }
    const bar = actionBar(run, titles, terminal.width)
    if (terminal.lively && bar !== null) terminal.err(`${clear(terminal)}${bar}`)
  }
  const run = await plans.wait(plan.id, show)
  terminal.signal.removeEventListener('abort', cancel)
  show(run)
  terminal.err(clear(terminal))
  for (const { problem } of run.actions) if (problem !== undefined) printProblem(terminal, problem)
  if (run.problem !== undefined) printProblem(terminal, run.problem)
  for (const action of run.actions) for (const { state, says } of action.checks) if (state !== 'true') terminal.err(`${state === 'false' ? 'not so' : 'open'}: ${printable(says)}\n`)
  terminal.out(`${endOf(run, plan)}\n`)
  return run.state === 'verified' || run.state === 'applied' || run.state === 'rolled-back' ? 0 : 1
}

function isTold({ state }: ActionRun): boolean {
  return !['preparing', 'prepared', 'waiting'].includes(state)
}

function clear(terminal: Terminal): string {
  return terminal.lively ? '\r\u001b[2K' : ''
}

function endOf(run: PlanRun, plan: Plan): string {
  if (run.state === 'verified') return `Done and verified. Take it back with: greenlight undo ${plan.id}`
  if (run.state === 'applied') return `Done${run.restart ? '; restart ComfyUI, then it is shown whether it worked' : ''}. Take it back with: greenlight undo ${plan.id}`
  if (run.state === 'cancelled') return `Stopped. Go on with: greenlight apply ${plan.id}`
  if (run.state === 'rolled-back') return 'Taken back: everything is as it was before.'
  return `Not done: ${run.state}. What was begun was taken back.`
}
