import { inRoot } from '../bootstrap/places.mjs'
import { runQuietly } from '../bootstrap/run.mjs'

/** First load of the panel in gzip bytes, against Vue and Pinia alone built the same way (D5). */
export const name = 'panel bundle, x Vue + Pinia'

export async function run() {
  const { output } = await runQuietly(process.execPath, [inRoot('extension/size/measure.mjs')])
  const { panel, baseline, ratio } = JSON.parse(output.trim().split('\n').at(-1))
  return { ratio, target: 2.2, unit: 'x', details: `${panel.total} bytes against ${baseline.total}` }
}
