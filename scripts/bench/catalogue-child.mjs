import { readFileSync } from 'node:fs'
import { asked } from './make-catalogue.mjs'

/** One fresh process: `parse MAP LIST`, or `ask FOLDER STATE`. Prints milliseconds from before the files are read to the answer. */
const [what, first, second] = process.argv.slice(2)
if (what === 'parse') {
  const began = performance.now()
  for (const path of [first, second]) JSON.parse(readFileSync(path, 'utf8'))
  process.stdout.write(`${performance.now() - began}\n`)
} else {
  const { openCatalogue } = await import(new URL('../../server/dist/main/catalogue/open-catalogue.js', import.meta.url).href)
  const began = performance.now()
  const { claims } = await openCatalogue({ folders: [first], state: second, only: true }).lookUp(asked, [])
  const taken = performance.now() - began
  if (claims.size !== asked.length) throw new Error(`${claims.size} of ${asked.length} types answered`)
  process.stdout.write(`${taken}\n`)
}
