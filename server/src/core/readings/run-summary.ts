import type { ActionRun, Plan, PlanRun, PlanState } from '@greenlight/shared/plans'
import { isFinished } from '../change/run.js'
import { bytesWord } from '../plan/draft/words.js'
import { escape } from './as-markdown.js'

const states: Readonly<Record<PlanState, string>> = {
  draft: 'Not approved: nothing was changed.',
  approved: 'Approved, not begun: nothing was changed.',
  running: 'Under way.',
  applied: 'Everything is done; what shows it is still to come.',
  verified: 'Done, and everything was shown to be so.',
  failed: 'It failed. What had been begun was taken back.',
  cancelled: 'Cancelled. What had been begun was taken back.',
  'rolled-back': 'Taken back: everything is as it was before.',
}

/** How a plan went, action by action with what was checked: summary.md. Times are those of the run. Ends in a line break. */
export function runMarkdown(plan: Plan, run: PlanRun): string {
  const byId = new Map(run.actions.map((action) => [action.id, action]))
  const rows = plan.actions.flatMap((action) => [
    '',
    `## ${escape(action.title)}`,
    '',
    ...linesOf(byId.get(action.id)),
  ])
  return `${[
    `# ${escape(plan.title)}`,
    '',
    stateWords(run),
    ...(run.restart ? ['', 'Restart ComfyUI: the rest can be shown only then.'] : []),
    ...(run.problem === undefined ? [] : ['', `**${run.problem.code}** ${escape(run.problem.message)} ${escape(run.problem.hint)}`]),
    '',
    `Plan ${plan.id}${run.begunAt === null ? '' : `, begun ${run.begunAt}`}${run.endedAt === null ? '' : `, ended ${run.endedAt}`}.`,
    ...rows,
    '',
    undoLine(plan, run),
  ].join('\n')}\n`
}

/** Done, and shown afterwards not to be so, is another thing than not done: nothing was taken back. */
function stateWords({ state, actions }: PlanRun): string {
  const stands = actions.every((action) => isFinished(action) || (action.problem === undefined && action.checks.some((one) => one.state === 'false' && one.check.check === 'registered')))
  return state === 'failed' && stands ? 'It was done, but it does not work yet; nothing was taken back.' : states[state]
}

function linesOf(run: ActionRun | undefined): string[] {
  if (run === undefined) return ['- waiting']
  return [
    `- ${run.state}${run.done === undefined || run.done === 0 ? '' : `, ${bytesWord(run.done)}`}${run.says === undefined ? '' : `: ${escape(run.says)}`}`,
    ...(run.problem === undefined ? [] : [`- **${run.problem.code}** ${escape(run.problem.message)} ${escape(run.problem.hint)}`]),
    ...run.checks.map(({ state, says }) => `- ${{ true: 'shown', false: 'not so', unknown: 'cannot tell yet' }[state]}: ${escape(says)}`),
  ]
}

function undoLine(plan: Plan, run: PlanRun): string {
  if (run.undoneBy !== null) return `Taken back by plan ${run.undoneBy}.`
  return run.undoable ? `To take it back: greenlight undo ${plan.id}` : 'There is nothing to take back.'
}
