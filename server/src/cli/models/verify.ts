import { printable } from '../../core/readings/printable.js'
import { withinRoot } from '../../core/readings/within-root.js'
import { problem, ProblemError } from '../../problems.js'
import { findModels } from '../../use-cases/answer-models/find-models.js'
import { meantBy } from '../../use-cases/answer-models/meant-by.js'
import { verifyModels } from '../../use-cases/answer-models/verify-models.js'
import { printProblem } from '../print-problem.js'
import { progressLine } from '../progress-line.js'
import { printJson, type Sub, type SubCall } from './sub.js'

const fine = new Set(['first-seen', 'same'])

/** Without arguments every file of the index. */
export const verify: Sub = {
  expects: () => undefined,
  async run(call) {
    const { terminal, json, models, place } = call
    await call.refresh()
    const { wanted, absent } = await wantedOf(call)
    for (const asked of absent) printProblem(terminal, problem('MODEL_NOT_FOUND', { name: asked }))
    const progress = progressLine(terminal)
    const verified = await verifyModels(models.hasher, wanted, { signal: terminal.signal, progress: progress.step })
    progress.end()
    const bad = verified.models.filter(({ answer }) => !fine.has(answer))
    if (json) printJson(terminal, verified)
    else for (const { path, answer, says } of verified.models) terminal.out(`${answer.padEnd(13)} ${printable(withinRoot(path, place.root))}  ${says}\n`)
    return bad.length > 0 || absent.length > 0 ? 1 : 0
  },
}

async function wantedOf({ rest, models }: SubCall) {
  if (rest.length === 0) return { wanted: (await models.index.list({ sort: 'name' })).models, absent: [] }
  const asked = await Promise.all(rest.map((one) => models.absolute(one)))
  const found = await Promise.all(asked.map((one) => findModels(models.index, one)))
  const paths = found.map((one) => meantBy(one).map(({ path }) => path))
  const byPath = await models.index.byPaths(paths.flat())
  if (byPath.size === 0 && rest.length === 1) throw new ProblemError('MODEL_NOT_FOUND', { name: rest[0] ?? '' })
  return { wanted: [...byPath.values()], absent: rest.filter((_, at) => paths[at]?.length === 0) }
}
