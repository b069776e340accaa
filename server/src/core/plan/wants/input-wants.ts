import type { Choice, OpenChoice, Want } from '@greenlight/shared/plans'
import type { WorkflowReport } from '@greenlight/shared/report'
import { compareText } from '../../readiness/words.js'
import { type FoundWants, openChoice, unanswered } from './found-wants.js'
import type { Scope } from './scope.js'

type InputChoice = Extract<Choice, { about: 'input' }>
type OpenInput = Extract<OpenChoice, { about: 'input' }>

/** Pictures and the like that are not here: a person says which other one to take; no action brings one. */
export function inputWants(report: WorkflowReport, choices: readonly Choice[], editable: boolean, scope: Scope): FoundWants {
  const missing = report.inputs.filter((entry) => entry.state === 'missing' && scope.takes(entry.active, [entry.name]))
  const sorted = [...new Map(missing.map((entry) => [`${entry.node}\n${entry.name}`, entry])).values()].sort((a, b) => compareText(a.node, b.node) || compareText(a.name, b.name))
  const wants: Want[] = []
  const open: OpenInput[] = []
  for (const { node, name, nodeType } of sorted) {
    const choice = choices.findLast((one): one is InputChoice => one.about === 'input' && (one.node === null || one.node === node) && one.name === name)
    if (choice !== undefined && editable) wants.push({ want: 'edit-widget', edit: { node, nodeType, widget: null, from: name, to: choice.use } })
    else open.push({ about: 'input', name, node })
  }
  const names = [...new Set(open.map(({ name }) => name))]
  const told = names.map((name) => {
    const finding = report.findings.find(({ kind, subject }) => kind === 'input-missing' && subject === name)
    if (!editable) return unanswered(name, finding?.message ?? `${name} is not in the input folder.`, finding?.next ?? 'Put it into the input folder.')
    return openChoice(name, finding?.message ?? `${name} is not in the input folder.`, finding?.next ?? 'Choose another file.')
  })
  return { wants, open, unanswered: told }
}
