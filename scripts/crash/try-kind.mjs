import { slowness } from './scenarios.mjs'
import { tryPower } from './power/try-power.mjs'

const faults = ['EACCES', 'EIO', 'EMFILE', 'ENOSPC']
/** Bytes that no file may grow beyond: the first lines of the journal, a plan's log, the files themselves. */
const limits = [1, 60, 300, 700, 1100, 1500, 1900, 2500, 3200, 4200, 5600, 8000, 12_000, 19_000, 29_000]

/** All that is tried with one kind of action. Answers how many points of each sort there were, and what was violated. */
export async function tryKind(lane, { name, act }, density, late) {
  const row = { name, act, points: 0, kills: 0, faults: 0, cuts: 0, second: 0, power: 0, missed: 0, violations: [] }
  const why = lane.skips(name)
  if (why !== null) return { ...row, says: why }
  const kind = await lane.open(name, act)
  row.points = kind.points.length
  const judge = async (how, says, { said, fetched }) => {
    const found = await lane.check({ ...kind, how, told: said, first: fetched })
    row.violations.push(...found.map((one) => `${name}, ${act}, ${says}: ${one}`))
  }
  const slow = slowness(name)
  const every = (list, step, begin = 0) => list.filter((_, at) => at % (step * slow) === begin % (step * slow))
  const over = () => late(row)

  for (const point of every(kind.points, density.kill)) {
    if (over()) return row
    lane.restore('begin')
    const end = await lane.disturb(kind, point, 'signal=KILL')
    if (end.signal === 'SIGKILL') row.kills += 1
    else row.missed += 1
    await judge('kill', `killed at ${nameOf(point)}`, end)
  }
  // What uv writes is not ours to replay.
  if (slow === 1) await tryPower(lane, kind, density.power, row, over)
  for (const [at, point] of every(kind.points, density.fault, 1).entries()) {
    if (over()) return row
    lane.restore('begin')
    const fault = faults[at % faults.length]
    const end = await lane.disturb(kind, point, `error=${fault}`)
    row.faults += 1
    await judge('fault', `${fault} at ${nameOf(point)}`, end)
  }
  for (const bytes of slow > 1 ? [] : every(limits, density.cuts)) {
    if (over()) return row
    lane.restore('begin')
    const end = await lane.cutShort(kind, bytes)
    row.cuts += 1
    await judge('fault', `files cut at ${bytes} bytes`, end)
  }
  // A start after a crash that is killed as well.
  for (const point of every(kind.points, density.second.crash, Math.min(20, density.second.crash - 1))) {
    if (over()) return row
    lane.restore('begin')
    const first = await lane.disturb(kind, point, 'signal=KILL')
    for (const again of every(await lane.pointsOfStart('crashed'), density.second.point)) {
      if (over()) return row
      lane.restore('crashed')
      const end = await lane.disturb({ act: 'recover', id: '' }, again, 'signal=KILL')
      if (end.signal === 'SIGKILL') row.second += 1
      else row.missed += 1
      const came = { came: first.fetched.came + end.fetched.came, whole: first.fetched.whole + end.fetched.whole }
      await judge('kill', `killed at ${nameOf(point)}, its recovery at ${nameOf(again)}`, { said: null, fetched: came })
    }
  }
  return row
}

function nameOf({ thread, call, nth }) {
  return `${thread} ${call} ${nth}`
}
