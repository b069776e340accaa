import { answerOf, describeDecision, subjectOf } from '../../core/decisions/describe-decision.js'
import { type DecisionsMerge, mergeDecisions } from '../../core/decisions/merge-decisions.js'
import { printable } from '../../core/readings/printable.js'
import { printProblem } from '../print-problem.js'
import { printJson, type Sub } from './sub.js'

/** Shows what comes and what differs; the person's own stay unless they are to be replaced. Bad entries end it with 1, the others are taken. */
export const importFile: Sub = {
  takes: [1, 1, 'a FILE'],
  async run(call) {
    const { book, given, rest, terminal, readFile } = call
    const { decisions: theirs, problems } = await readFile(rest[0] ?? '')
    const { decisions: own } = await book.read()
    const merge = mergeDecisions(own, theirs, { replace: given.flag('replace') })
    await book.remember(merge.remember)
    const { added, differing, same } = merge
    if (call.json) printJson(call, { schema: 'greenlight/decisions-import@1', added, differing, same, problems })
    else terminal.out(`${linesOf(merge).map(printable).join('\n')}\n`)
    if (!call.json) for (const told of problems) printProblem(terminal, told)
    return problems.length > 0 ? 1 : 0
  },
}

function linesOf({ added, differing, same }: DecisionsMerge): string[] {
  const kept = differing.filter(({ taken }) => taken === 'own').length
  return [
    ...added.map((one) => `new       ${describeDecision(one)}`),
    ...differing.map(({ own, theirs, taken }) =>
      taken === 'own' ? `kept      ${describeDecision(own)}; theirs: ${answerOf(theirs)}` : `replaced  ${describeDecision(theirs)}; was: ${answerOf(own)}`,
    ),
    `${added.length} new, ${differing.length - kept} replaced, ${kept} kept, ${same} the same.${kept === 0 ? '' : ` --replace takes theirs for ${subjectsOf(differing)}.`}`,
  ]
}

function subjectsOf(differing: DecisionsMerge['differing']): string {
  const names = differing.map(({ own }) => subjectOf(own))
  return names.length > 3 ? `these ${names.length}` : names.join(', ')
}
