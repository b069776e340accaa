import { hidesSomebody } from './score-report.mjs'
import { asMarkdownTable, asTargets, asTerminalTable } from './print-table.mjs'

const rowsOf = ({ counts, baselines }) => [{ name: 'Greenlight', counts }, ...baselines]

export function sayInTerminal(sets, { failures }) {
  return sets
    .map((set) => {
      const rows = [...set.categories, ...rowsOf(set)]
      const parts = [`${set.name}\n${asTerminalTable(rows)}`, asTargets(set.judged)]
      if (failures) parts.push(sayFailures(set.failures))
      return `${parts.join('\n\n')}\n`
    })
    .join('\n')
}

export function sayAsMarkdown(sets) {
  return `${asMarkdownTable(sets.map((set) => ({ name: set.name, rows: rowsOf(set) })))}\n`
}

function sayFailures(failed) {
  if (failed.length === 0) return '  no failures'
  return failed
    .map(({ category, name, score }) => {
      const types = score.types
        .filter(({ outcome }) => outcome !== 'right' && outcome !== 'as-choice')
        .map(({ type, label, outcome, says }) => `    ${outcome}: ${JSON.stringify(type)} ${says}${wanted(label)}`)
      const models = score.models.filter(({ found }) => !found).map(({ says }) => `    ${says}`)
      const hidden = score.types.filter(hidesSomebody).map((one) => `    ${JSON.stringify(one.type)} leaves out ${one.hidden.join(', ')}`)
      return [`  ${category}: ${name}`, ...types, ...models, ...hidden].join('\n')
    })
    .join('\n')
}

function wanted(label) {
  const said = [
    label.single === undefined ? [] : [`one of ${label.single.join(', ')}`],
    label.choice === undefined ? [] : [`a choice of ${label.choice === 'everyone' ? 'all claimants' : label.choice.join(', ')}`],
  ].flat()
  return `${said.length === 0 ? '' : ` (wanted ${said.join(' or ')})`}${label.why === undefined ? '' : `: ${label.why}`}`
}
