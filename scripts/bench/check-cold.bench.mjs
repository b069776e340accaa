import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRoot } from '../bootstrap/places.mjs'
import { makeCatalogue } from './make-catalogue.mjs'
import { makeForeignWorkflow } from './make-foreign.mjs'
import { timeInTurn } from './measure.mjs'

/** What a person waits for in the terminal: one workflow, a fresh process, the usual catalogue. */
export const name = 'check FILE with a catalogue, cold, x node -e 0'

export async function run() {
  const { folder, remove } = makeCatalogue()
  const state = mkdtempSync(join(tmpdir(), 'greenlight bench '))
  try {
    const file = join(folder, 'a workflow.json')
    writeFileSync(file, JSON.stringify(makeForeignWorkflow(100)))
    const start = (args) => () => {
      const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
      if (status !== 0 && status !== 1) throw new Error(stderr)
    }
    const check = (data) => start([inRoot('server/bin/greenlight.mjs'), 'check', file, '--catalogue', folder, '--data', data, '--format', 'json'])
    let fresh = 0
    const never = () => check(join(state, `${fresh++}`))()
    const [bare, ours, first] = await timeInTurn([start(['-e', '0']), check(join(state, 'data')), never], { times: 9 })
    return { ratio: ours / bare, target: 6, unit: 'x', details: `${ours.toFixed(0)} ms against ${bare.toFixed(0)} ms; with a state folder never used before ${(first / bare).toFixed(1)}x` }
  } finally {
    remove()
    rmSync(state, { recursive: true })
  }
}
