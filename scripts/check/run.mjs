import { root } from '../bootstrap/places.mjs'
import { runSteps } from './run-steps.mjs'
import { sayResult } from './say-result.mjs'
import { parts } from './steps.mjs'

/** `npm run check [-- WORD...]`: every law, or those whose name holds one of the words. Exit 1 when one breaks. */
const words = process.argv.slice(2)
const wanted = ({ name }) => words.length === 0 || words.some((word) => name.includes(word))
const began = Date.now()
const run = (steps) => runSteps(steps.filter(wanted), { root }, { tell: sayResult })

// Lint reads the declarations that the compiler writes, so the first step runs alone.
const [first, ...types] = parts.types
const results = [...(await run([first])), ...(await run([...parts.lint, ...types, ...parts.laws]))]
const broken = results.filter(({ faults }) => faults.length > 0)
const seconds = ((Date.now() - began) / 1000).toFixed(0)
process.stdout.write(`\n${results.length - broken.length} of ${results.length} checks hold (${seconds} s)\n`)
if (broken.length > 0) process.stdout.write(`broken: ${broken.map(({ name }) => name).join(', ')}\n`)
process.exitCode = broken.length === 0 && results.length > 0 ? 0 : 1
