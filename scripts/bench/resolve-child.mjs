import { readFileSync } from 'node:fs'
import { inRoot } from '../bootstrap/places.mjs'
import { foreignQuestion, makeForeignWorkflow } from './make-foreign.mjs'
import { timeRuns } from './measure.mjs'

/** One fresh process: milliseconds of the first answer over the lists in FOLDER, none of them read before. */
const [folder] = process.argv.slice(2)
const { open, ask } = await foreignQuestion(folder, readFileSync(inRoot('demo/answers/object_info.json'), 'utf8'))
const [first] = await timeRuns(() => ask(open(), makeForeignWorkflow(500)), { times: 1 })
process.stdout.write(`${first}\n`)
process.exit()
