import { readdirSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'

/**
 * `npm run bench [-- WORD]`: ratios against a floor measured in the same run, for absolute times say more about the machine
 * than about us. Each `*.bench.mjs` exports `name` and `run()`, which answers `{ratio|value, target, unit, details}`, or why it is `notRun`; lower is
 * better. Exit 1 when one is over its target or broken.
 */
const word = process.argv[2] ?? ''
const folder = new URL('.', import.meta.url)
const files = readdirSync(folder).filter((file) => file.endsWith('.bench.mjs')).sort()
const benches = (await Promise.all(files.map((file) => import(new URL(file, folder).href)))).filter(({ name }) => name.includes(word))

const row = (...cells) => process.stdout.write(`${cells[0].padEnd(44)}${cells[1].padStart(10)}${cells[2].padStart(10)}  ${cells[3]}\n`)

process.stdout.write(`Node ${process.versions.node}, ${availableParallelism()} x ${cpus()[0]?.model ?? 'unknown'}\n`)
row('', 'measured', 'target', '')
let over = 0
for (const { name, run } of benches) {
  try {
    const { ratio, value = ratio, target, unit, details, notRun } = await run()
    if (notRun !== undefined) {
      row(name, '-', `${target} ${unit}`, `not run: ${notRun}`)
      continue
    }
    const good = value <= target
    if (!good) over++
    row(name, `${value.toFixed(2)} ${unit}`, `${target} ${unit}`, `${good ? 'ok  ' : 'OVER'}  ${details}`)
  } catch (error) {
    over++
    row(name, '-', '-', `broke: ${error.message}`)
  }
}
process.exitCode = over === 0 && benches.length > 0 ? 0 : 1
