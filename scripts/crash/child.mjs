import { writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { act } from './acts.mjs'

/**
 * The program that is killed: loads the bundle that its argument names, says `ready`, gets one line `{ folder, other, act, id, ... }`, does that and says how it ended.
 * Nothing that it does before the line is of interest, so that a tracer may be fastened to it meanwhile. Pipe 3 gets what comes from outside, before anything is
 * done with it: that outlives a kill.
 */
const bundle = process.argv[2]
const { openCrashWorld } = await import(bundle)
await readFile(bundle)
writeSync(1, 'ready\n')
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const order = JSON.parse((await lines.next()).value)
const world = openCrashWorld(order.folder, order.other, { fetched: (what) => writeSync(3, `${JSON.stringify(what)}\n`) })
let said
try {
  said = await act(world, order)
} catch (error) {
  said = error?.problem?.code ?? String(error)
}
writeSync(1, `${JSON.stringify({ end: said })}\n`)
process.exit(0)
