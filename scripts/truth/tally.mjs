import { hidesSomebody } from './score-report.mjs'

/** Counts of scored reports. */
export function tally(scores) {
  const types = scores.flatMap((score) => score.types)
  const models = scores.flatMap((score) => score.models)
  const of = (outcome, among = types) => among.filter((type) => type.outcome === outcome).length
  const kind = (test) => types.filter(({ label }) => test(label))
  const singles = kind((label) => label.single !== undefined)
  const ambiguous = kind((label) => label.choice !== undefined && label.single === undefined)
  const unknown = kind((label) => label.unknown === true)
  const several = types.filter(({ claimants, label }) => claimants > 1 && (label.single !== undefined || label.choice !== undefined))
  const core = kind((label) => label.core === true)
  return {
    reports: scores.length,
    whole: scores.filter((score) => score.whole).length,
    labels: types.length,
    right: of('right'),
    asChoice: of('as-choice'),
    wrong: of('wrong'),
    needlessChoice: of('needless-choice'),
    unanswered: of('unanswered'),
    /** Types of which both can be defended, shown as a choice, stand aside. */
    singles: { of: singles.length - of('as-choice', singles), right: of('right', singles) },
    ambiguous: { of: ambiguous.length, right: of('right', ambiguous) },
    unknown: { of: unknown.length, right: of('right', unknown) },
    core: { of: core.length, right: of('right', core) },
    /** Types with several claimants: all of them are told, whichever was taken. */
    told: { of: several.length, right: several.filter((type) => !hidesSomebody(type)).length },
    models: { of: models.length, right: models.filter((model) => model.found).length },
  }
}
