import { candidateKey } from './pack-names.mjs'
import { scoreType } from './score-type.mjs'

/** Who claims a missing type by name and is not shown, although nobody may be hidden: also those whom the choice put aside. */
function hiddenFrom(answer, claimants) {
  if (!['missing', 'disabled', 'import-failed'].includes(answer?.state)) return []
  const seen = new Set(answer.candidates.map(candidateKey))
  return claimants.filter((key) => !seen.has(key))
}

/** Whether a type with several claimants leaves one out. */
export const hidesSomebody = ({ label, claimants, hidden }) => claimants > 1 && hidden.length > 0 && (label.single !== undefined || label.choice !== undefined)

/** A model entry that the file embeds: `{name, directory, url?, node?, atNode?}`; without `node` it may be told anywhere. */
function scoreModel(wanted, models) {
  const named = models.filter((entry) => entry.name === wanted.name)
  const found = named.some(
    (entry) =>
      entry.directory === wanted.directory &&
      (wanted.node === undefined || entry.node === wanted.node) &&
      (wanted.atNode !== true || entry.node !== null) &&
      (wanted.url === undefined || entry.sources.some((source) => source.url === wanted.url)),
  )
  if (found) return { found, says: null }
  const says = named.length === 0 ? 'is not in the report' : `is told as ${named.map((entry) => `${entry.directory} at ${entry.node}`).join(', ')}`
  return { found, says: `model ${wanted.name}: ${says}, not ${wanted.directory} at ${wanted.atNode ? 'a node' : (wanted.node ?? 'any place')}` }
}

/**
 * Scores one report. `labels`: Map of type to label; `answers`: the report's nodeTypes; `keysFor(type)`: keys of claimants, `exactFor(type)`: of those by name.
 * Answers `{types: [{type, label, outcome, says, hidden}], models: [{found, says}], whole}`.
 */
export function scoreReport({ labels, models = [] }, report, { keysFor, exactFor = keysFor }) {
  const answers = new Map((report?.nodeTypes ?? []).map((entry) => [entry.type, entry]))
  const types = [...labels].map(([type, label]) => {
    const [answer, claimants] = [answers.get(type), exactFor(type)]
    return { type, label, ...scoreType(label, answer, keysFor(type)), claimants: claimants.length, hidden: hiddenFrom(answer, claimants) }
  })
  const lost = types.some(({ label }) => label.lost) && !(report?.findings ?? []).some(({ kind }) => kind === 'subgraph-definition-missing')
  const strangers = [...answers.keys()]
    .filter((type) => !labels.has(type))
    .map((type) => ({ type, label: {}, claimants: 0, hidden: [], outcome: 'wrong', says: 'is in the report and not in the workflow' }))
  const found = models.map((model) => scoreModel(model, report?.models ?? []))
  const untold = lost ? [{ type: 'a lost subgraph', label: {}, claimants: 0, hidden: [], outcome: 'unanswered', says: 'is not told in the findings' }] : []
  const all = [...types, ...strangers, ...untold]
  const whole = all.every(({ outcome }) => outcome === 'right' || outcome === 'as-choice') && found.every((one) => one.found)
  return { types: all, models: found, whole }
}
