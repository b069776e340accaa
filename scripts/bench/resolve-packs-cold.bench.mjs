import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { inRoot } from '../bootstrap/places.mjs'
import { makeCatalogue } from './make-catalogue.mjs'
import { foreignQuestion, makeForeignWorkflow } from './make-foreign.mjs'
import { median } from './measure.mjs'

/** The first answer of a fresh process, once the lists lie in their compact form; the very first one over new lists is told beside it. */
export const name = 'resolve 120 foreign types in 500 nodes, cold'

export async function run() {
  const { folder, remove } = makeCatalogue()
  const child = inRoot('scripts/bench/resolve-child.mjs')
  const firstAnswer = () => Number(execFileSync(process.execPath, [child, folder], { encoding: 'utf8' }))
  try {
    const fromText = median(Array.from({ length: 5 }, firstAnswer))
    const { open, ask } = await foreignQuestion(folder, readFileSync(inRoot('demo/answers/object_info.json'), 'utf8'))
    const ports = open()
    // The second question writes the compact form, behind its answer.
    for (let at = 0; at < 2; at += 1) await ask(ports, makeForeignWorkflow(500))
    await new Promise((done) => setTimeout(done, 2500))
    const kept = median(Array.from({ length: 7 }, firstAnswer))
    return { value: kept, target: 150, unit: 'ms', details: `median of 7 processes; over lists never read before ${fromText.toFixed(0)} ms` }
  } finally {
    remove()
  }
}
