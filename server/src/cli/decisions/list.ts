import { describeDecision } from '../../core/decisions/describe-decision.js'
import { printable } from '../../core/readings/printable.js'
import { printProblem } from '../print-problem.js'
import { printJson, type Sub } from './sub.js'

export const list: Sub = {
  takes: [0, 0, ''],
  async run(call) {
    const { decisions, problems } = await call.book.read()
    if (call.json) printJson(call, { schema: 'greenlight/decisions@1', decisions, problems })
    else {
      call.terminal.out(decisions.length === 0 ? 'Nothing is remembered yet.\n' : `${decisions.map((one) => printable(describeDecision(one))).join('\n')}\n`)
      for (const told of problems) printProblem(call.terminal, told)
    }
    return 0
  },
}
