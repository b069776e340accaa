import type { Decision } from '@greenlight/shared/decisions'
import { describeDecision } from '../../core/decisions/describe-decision.js'
import { printable } from '../../core/readings/printable.js'
import { ProblemError } from '../../problems.js'
import { type Given, UsageError } from '../command.js'
import { printJson, type Sub } from './sub.js'

/** Takes one choice back. Where several are meant, all are named and none is taken back. */
export const forget: Sub = {
  takes: [1, 1, 'a TYPE or MODEL'],
  async run(call) {
    const { book, given, terminal, rest } = call
    const asked = rest[0] ?? ''
    const found = (await book.read()).decisions.filter((one) => isNamed(one, asked) && isWithin(one, given))
    const [first, ...others] = found
    if (first === undefined) throw new ProblemError('DECISION_NOT_FOUND', { subject: asked })
    if (others.length > 0) {
      const lines = found.map((one) => `\n  ${printable(describeDecision(one))}`).join('')
      throw new UsageError(`Several choices are about "${asked}"; say which with --everywhere, --workflow KEY or --directory NAME:${lines}`)
    }
    await book.forget(first)
    if (call.json) printJson(call, { schema: 'greenlight/decisions-forget@1', forgotten: first })
    else terminal.out(`Forgotten: ${printable(describeDecision(first))}\n`)
    return 0
  },
}

function isNamed(decision: Decision, asked: string): boolean {
  if (decision.about === 'node-type') return decision.type === asked
  return decision.name === asked || `${decision.directory}/${decision.name}` === asked
}

function isWithin({ scope, ...decision }: Decision, given: Given): boolean {
  const [workflow, directory] = [given.text('workflow'), given.text('directory')]
  if (given.flag('everywhere') && 'workflow' in scope) return false
  if (workflow !== undefined && !('workflow' in scope && scope.workflow === workflow)) return false
  return directory === undefined || (decision.about === 'model' && decision.directory === directory)
}
