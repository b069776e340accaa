import { answerByName, baselines } from './baselines.mjs'
import { hidesSomebody, scoreReport } from './score-report.mjs'
import { tally } from './tally.mjs'
import { judge } from './targets.mjs'

/** Scores the answers of one set, category by category, with the baselines beside them. */
export function scoreSet(name, { questions, facts }) {
  const scored = questions.map((question) => ({ ...question, score: scoreReport(question, question.report, facts) }))
  const counts = tally(scored.map(({ score }) => score))
  const judged = judge(counts)
  const categories = [...new Set(scored.map(({ category }) => category))].map((category) => ({
    name: category,
    counts: tally(scored.filter((one) => one.category === category).map(({ score }) => score)),
  }))
  const byName = baselines.map((baseline) => ({ name: baseline.name, counts: tally(questions.map((question) => scoreBaseline(baseline, question, facts))) }))
  const failures = scored.filter(({ score }) => !score.whole || score.types.some(hidesSomebody))
  return { name, counts, categories, baselines: byName, judged, met: judged.every(({ met }) => met), failures }
}

function scoreBaseline(baseline, question, facts) {
  const registered = (type) => facts.registered(type, question)
  const report = question.report === null ? null : answerByName(baseline, question.report, { claimsOf: facts.claimsOf, registered })
  return scoreReport({ ...question, models: [] }, report, facts)
}
