import { readFileSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { inRoot } from '../bootstrap/places.mjs'
import { timeRuns } from './measure.mjs'

// As every command does.
enableCompileCache()

/** One fresh process: milliseconds of the first answer over the lists in FOLDER. `by-itself`: stays for what is done behind the answer. */
const { foreignQuestion, makeForeignWorkflow } = await import('./make-foreign.mjs')
const [folder, end] = process.argv.slice(2)
const { open, ask } = await foreignQuestion(folder, readFileSync(inRoot('demo/answers/object_info.json'), 'utf8'))
const workflow = makeForeignWorkflow(500)
const [first] = await timeRuns(() => ask(open(), workflow), { times: 1 })
process.stdout.write(`${first}\n`)
if (end !== 'by-itself') process.exit()
