import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeCatalogue, asked } from './make-catalogue.mjs'
import { timeInTurn } from './measure.mjs'

/** The sidecar asks again for every change of the graph. */
export const name = 'look up 120 types again, x JSON.parse'

export async function run() {
  const { openCatalogue } = await import(new URL('../../server/dist/main/catalogue/open-catalogue.js', import.meta.url).href)
  const { folder, files, remove } = makeCatalogue()
  try {
    const catalogue = openCatalogue({ folders: [folder], state: join(folder, 'state'), only: true })
    const texts = Object.values(files).map((path) => readFileSync(path, 'utf8'))
    await catalogue.lookUp(asked, [])
    await catalogue.lookUp(asked, [])
    await new Promise((done) => setTimeout(done, 1500))
    const [parse, ask] = await timeInTurn([() => texts.map((text) => JSON.parse(text)), () => catalogue.lookUp(asked, [])], { times: 15, warm: 2 })
    return { ratio: ask / parse, target: 0.6, unit: 'x', details: `${ask.toFixed(1)} ms against ${parse.toFixed(0)} ms` }
  } finally {
    remove()
  }
}
