import { makeWorkflow } from './make-workflow.mjs'
import { timeInTurn } from './measure.mjs'

const compiled = (path) => import(new URL(`../../server/dist/core/workflow/${path}.js`, import.meta.url).href)

/** Parsing alone is the floor; the rest is ours: strict reading, flattening, references. */
export const name = 'read a 20 MB workflow, x JSON.parse'

export async function run() {
  const [{ parseForeignJson }, { readWorkflow }, { findReferences }] = await Promise.all(['json', 'read', 'find-references'].map(compiled))
  const perNode = JSON.stringify(makeWorkflow(1000)).length / 1000
  const text = JSON.stringify(makeWorkflow(Math.round((20 * 1024 * 1024) / perNode)))
  const read = () => {
    const parsed = parseForeignJson(text)
    const result = parsed.ok ? readWorkflow(parsed.value) : parsed
    if (!result.ok) throw new Error(result.problem.message)
    return findReferences(result.workflow, null)
  }
  const [parse, whole] = await timeInTurn([() => JSON.parse(text), read], { times: 5 })
  return { ratio: whole / parse, target: 3, unit: 'x', details: `${whole.toFixed(0)} ms against ${parse.toFixed(0)} ms, ${(text.length / 1024 / 1024).toFixed(1)} MB` }
}
