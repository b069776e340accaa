import { type Policy, policyRules } from '../core/policy-words.js'
import { openPolicy } from '../main/plans/open-policy.js'
import { type Run, UsageError } from './command.js'
import { printProblem } from './print-problem.js'

/** `greenlight policy`: what holds now; `policy write`: a commented file to edit, where there is none. */
export const policy: Run = async (given, terminal) => {
  const [what] = given.paths
  if (what !== undefined && what !== 'write') throw new UsageError(`policy does not know "${what}"; it knows: write.`)
  const book = openPolicy({ env: terminal.env, data: given.text('data') })
  if (what === 'write') terminal.err((await book.write()) ? 'Written.\n' : 'It is there already, and was left as it is.\n')
  const { policy: now, path, problems } = await book.read()
  for (const told of problems) printProblem(terminal, told)
  const rules = policyRuleNames.map(([key, rule]) => [rule, now[key]] as const)
  if (given.text('format') === 'json') terminal.out(`${JSON.stringify({ schema: 'greenlight/policy@1', path, rules: Object.fromEntries(rules) }, null, 2)}\n`)
  else terminal.out(`${path}\n${rules.map(([rule, value]) => `  ${rule}: ${Array.isArray(value) ? value.join(', ') : String(value ?? 'no limit')}`).join('\n')}\n`)
  return problems.length > 0 ? 1 : 0
}

const policyRuleNames = Object.entries(policyRules) as [keyof Policy, string][]
