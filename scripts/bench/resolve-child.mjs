import { readFileSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { inRoot } from '../bootstrap/places.mjs'
import { timeRuns } from './measure.mjs'

// As every command does.
enableCompileCache()

/** One fresh process: milliseconds of the first answer over the lists in FOLDER, none of them read before. */
const { foreignQuestion, makeForeignWorkflow } = await import('./make-foreign.mjs')
const [folder] = process.argv.slice(2)
const { open, ask } = await foreignQuestion(folder, readFileSync(inRoot('demo/answers/object_info.json'), 'utf8'))
const workflow = makeForeignWorkflow(500)
const [first] = await timeRuns(() => ask(open(), workflow), { times: 1 })
process.stdout.write(`${first}\n`)
process.exit()
