import { explainWorkflow } from '../core/explain/explain-workflow.js'
import { explanationAsText } from '../core/explain/explanation-as-text.js'
import { openWorld } from '../main.js'
import { problem } from '../problems.js'
import { inspectBytes } from '../use-cases/inspect.js'
import { type Command, UsageError } from './command.js'
import { installationOptions } from './installation-options.js'
import { palette } from './palette.js'
import { printProblem } from './print-problem.js'

export const explain: Command = {
  name: 'explain',
  arguments: 'FILE [NODE]',
  says: 'What a workflow, or one of its nodes, does, needs, and why it is red. NODE is an execution id (`12`, `65:70`) or a node type.',
  options: { ...installationOptions, format: { type: 'string', value: 'text|json', says: 'How to print it; default text.' } },
  takes: [1, 2],
  failure: 1,
  async run(given, terminal) {
    const format = given.text('format') ?? 'text'
    if (format !== 'text' && format !== 'json') throw new UsageError(`--format is text or json, not "${format}".`)
    const [path = '', node] = given.paths
    const world = await openWorld(given, terminal)
    const file = await world.files.read(path)
    if (!file.ok) return refused(() => printProblem(terminal, file.problem))
    const place = await world.findPlace()
    const installed = await place.read({ signal: terminal.signal })
    const { report, workflow } = await inspectBytes(await world.portsFor(place), installed, { path, bytes: file.bytes })
    if (workflow === null) return refused(() => report.problems.forEach((told) => printProblem(terminal, told)))
    const explanation = explainWorkflow(workflow, report, installed, node)
    if (explanation === null) return refused(() => printProblem(terminal, problem('NODE_NOT_FOUND', { node })))
    if (format === 'json') terminal.out(`${JSON.stringify(explanation, null, 2)}\n`)
    else terminal.out(explanationAsText(explanation, palette(terminal.colour)))
    return 0
  },
}

function refused(print: () => void): number {
  print()
  return 1
}
