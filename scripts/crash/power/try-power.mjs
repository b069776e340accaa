import { readFileSync, rmSync } from 'node:fs'
import { createTally } from '../fetched.mjs'
import { fasten } from '../tracer.mjs'
import { createDiskModel } from './disk-model.mjs'
import { readTrace, recorded } from './read-trace.mjs'
import { readTree, writeTree } from './read-tree.mjs'
import { replayCall } from './replay-call.mjs'
import { waysToLose } from './ways-to-lose.mjs'

/** Calls after which nothing is on the disk that was not before, as far as a plan needs it. */
const idle = new Set(['close', 'fchmod', 'chmod', 'fchmodat', 'utimensat'])
/** Threads wake each other up by writing as well. */
const isElsewhere = (disk, { call, args }) => call.includes('write') && !disk.fds.has(Number(args[0]))

/**
 * What a loss of power may leave (reliability-security.md 4.3): the calls of one whole run are recorded and replayed up to each of some moments; of what was not synced by
 * then any part may be lost. The machine starts again on that, and all must be as after any other crash.
 */
export async function tryPower(lane, kind, density, row, over) {
  if (density === null) return
  lane.restore('begin')
  const { calls, events } = await record(lane, kind)
  const trees = () => new Map(['slot', 'other'].map((part) => [lane.live[part], readTree(lane.saved('begin')[part])]))
  const disk = createDiskModel(trees())
  const { tally, take } = createTally()
  let told = null
  let moments = 0
  for (const [at, call] of calls.entries()) {
    replayCall(disk, call)
    for (const event of events.get(at) ?? []) {
      if ('end' in event) told = event.end
      else take(event)
    }
    const last = at === calls.length - 1
    if ((idle.has(call.call) || isElsewhere(disk, call)) && !last) continue
    moments += 1
    if (!last && (moments + 3) % density.moment !== 0) continue
    for (const [says, way] of waysToLose(disk.unsafe(), density.ways, moments)) {
      if (over()) return
      for (const [path, node] of disk.after(way)) writeTree(path, node)
      row.power += 1
      const found = await lane.check({ ...kind, how: 'power', told, first: { ...tally }, boot: 'another' })
      row.violations.push(...found.map((one) => `${kind.name}, ${row.act}, power lost after call ${at} (${call.call} ${call.texts[0]?.toString().slice(-60) ?? ''}), ${says}: ${one}`))
    }
  }
}

/** All that one run does to the disk, with what it told and what came from outside by then: number of a call -> what was said before it. */
async function record(lane, kind) {
  const child = await lane.child()
  const { main, pool } = child.threads
  const tracer = await fasten([main, pool], ['-f', '-o', lane.log, '-xx', '-s', '4000000', '-e', `trace=${recorded.map((call) => `?${call}`).join(',')}`])
  await child.act(lane.order(kind))
  await tracer.done
  const all = readTrace(readFileSync(lane.log, 'latin1'))
  rmSync(lane.log)
  const calls = []
  const events = new Map()
  for (const one of all) {
    const pipe = one.call === 'write' && (one.args[0] === '1' || one.args[0] === '3') ? one.texts[0].toString() : null
    if (pipe === null) calls.push(one)
    else events.set(Math.max(0, calls.length - 1), [...(events.get(Math.max(0, calls.length - 1)) ?? []), ...pipe.trim().split('\n').map((line) => JSON.parse(line))])
  }
  return { calls, events }
}
