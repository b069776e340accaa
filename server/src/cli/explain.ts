import { explainHeld, heldSays } from '../core/explain/explain-held.js'
import { explainWorkflow } from '../core/explain/explain-workflow.js'
import { explanationAsText } from '../core/explain/explanation-as-text.js'
import { openWorld } from '../main.js'
import { problem } from '../problems.js'
import { inspectBytes } from '../use-cases/inspect.js'
import { type Run, UsageError } from './command.js'
import { palette } from './palette.js'
import { printProblem } from './print-problem.js'

export const explain: Run = async (given, terminal) => {
  const format = given.text('format') ?? 'text'
  if (format !== 'text' && format !== 'json') throw new UsageError(`--format is text or json, not "${format}".`)
  const [path = '', node] = given.paths
  const world = await openWorld(given, terminal)
  const file = await world.files.read(path)
  if (!file.ok) return refused(() => printProblem(terminal, file.problem))
  const place = await world.findPlace()
  const installed = await place.read({ signal: terminal.signal })
  const { report, workflow } = await inspectBytes(world.portsFor(place), installed, { path, bytes: file.bytes })
  const untold = workflow === null ? explainHeld(report) : null
  if (workflow === null && (untold === null || node !== undefined)) return refused(() => report.problems.forEach((told) => printProblem(terminal, told)))
  const explained = workflow === null ? null : explainWorkflow(workflow, report, installed, node)
  const explanation = explained === null ? untold : { ...explained, says: [...explained.says, ...heldSays(report)] }
  if (explanation === null) return refused(() => printProblem(terminal, problem('NODE_NOT_FOUND', { node })))
  if (format === 'json') terminal.out(`${JSON.stringify(explanation, null, 2)}\n`)
  else terminal.out(explanationAsText(explanation, palette(terminal.colour)))
  return 0
}

function refused(print: () => void): number {
  print()
  return 1
}
