import { askDrawn } from './ask-drawn.mjs'
import { askLabelled } from './ask-labelled.mjs'
import { askReal } from './ask-real.mjs'
import { scoreSet } from './score-set.mjs'
import { sayAsMarkdown, sayInTerminal } from './say.mjs'

/**
 * `npm run bench:truth [-- --failures] [-- --readme]`: how often Greenlight is right about node packs and embedded models, on the
 * labelled set of this folder and, with `../shared/data` beside the clone, on real workflows. Exit 1 when a target is missed.
 */
const flags = process.argv.slice(2)
const strange = flags.find((flag) => !['--failures', '--readme'].includes(flag))
if (strange !== undefined) {
  process.stderr.write(`bench:truth knows --failures and --readme, not "${strange}".\n`)
  process.exit(2)
}

const started = performance.now()
const [labelled, real, drawn] = await Promise.all([askLabelled(), askReal(), askDrawn()])
const sets = [scoreSet('the labelled set', labelled)]
if (real !== null) sets.push(scoreSet('real workflows', real))
if (drawn !== null) sets.push(scoreSet('workflows drawn from a whole catalogue', drawn))

process.stdout.write(flags.includes('--readme') ? sayAsMarkdown(sets) : sayInTerminal(sets, { failures: flags.includes('--failures') }))
if (real === null) process.stderr.write('There is no ../shared/data beside this clone: real workflows and a whole catalogue were not asked.\n')
process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`)
process.exitCode = sets.every((set) => set.met) ? 0 : 1
