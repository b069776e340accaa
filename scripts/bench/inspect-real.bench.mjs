import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRoot } from '../bootstrap/places.mjs'
import { foreignQuestion } from './make-foreign.mjs'
import { median, quantile } from './measure.mjs'

const shared = inRoot('../shared/data')

/** One real workflow file after the other, bytes to report, against a whole catalogue. Only where such files lie beside the clone. */
export const name = 'inspect a real file, median'

export async function run() {
  if (!existsSync(shared)) return { target: 0.63, unit: 'ms', notRun: 'no real workflows beside the clone' }
  const state = mkdtempSync(join(tmpdir(), 'greenlight bench '))
  try {
    const { open, file } = await foreignQuestion(join(shared, 'registry/comfyui-manager'), readFileSync(join(shared, 'object_info/comfyui-0.29.0.json'), 'utf8'), state)
    const names = readdirSync(join(shared, 'workflows')).filter((one) => one.endsWith('.json') && one !== 'index.json')
    const files = names.map((path) => ({ path, bytes: readFileSync(join(shared, 'workflows', path)) }))
    const ports = open()
    const times = []
    for (let round = -4; round < 6; round += 1) {
      for (const one of files) {
        const began = performance.now()
        await file(ports, one)
        if (round >= 0) times.push(performance.now() - began)
      }
      if (round < 0) await new Promise((done) => setTimeout(done, 600))
    }
    return { value: median(times), target: 0.63, unit: 'ms', details: `p95 ${quantile(times, 0.95).toFixed(2)} ms (2), ${files.length} files` }
  } finally {
    rmSync(state, { recursive: true })
  }
}
