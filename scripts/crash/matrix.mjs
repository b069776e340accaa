import { openLane } from './lane.mjs'
import { scenarios } from './scenarios.mjs'
import { tryKind } from './try-kind.mjs'

/**
 * How many of the points are taken: one of so many; `second`: of so many crashes, one is killed again at one of so many points of its recovery; `power`: of so many
 * moments one, each with ways to lose what was not safe.
 */
export const densities = {
  full: { kill: 1, fault: 3, cuts: 1, second: { crash: 8, point: 3 }, power: { moment: 1, ways: { single: 8, random: 6 } }, seconds: 14_400 },
  middle: { kill: 2, fault: 10, cuts: 2, second: { crash: 32, point: 4 }, power: { moment: 3, ways: { single: 3, random: 2 } }, seconds: 3600 },
  quick: { kill: 36, fault: 96, cuts: 15, second: { crash: 256, point: 36 }, power: { moment: 90, ways: { single: 1, random: 0 } }, seconds: 40 },
}

const ways = ['apply', 'undo', 'cancel', 'redo']
/** Those that contain most of the others come first, in case that the time is short. */
const first = ['several groups', 'update a pack', 'move a pack to another volume', 'download over a broken file', 'disable a pack', 'install a pack', 'copy of a workflow']

/** In a quick run: all ways of the kind that contains most, and the undo of those that no other one is like; every kind is applied. */
const undone = new Set(['download over a broken file', 'move a pack to another volume', 'update a pack'])

/** What is tried. */
export function tasksOf({ only, act, quick }) {
  const names = [...first, ...Object.keys(scenarios).filter((name) => !first.includes(name))].filter((name) => only === undefined || name === only)
  const all = names.flatMap((name) => ways.map((way) => ({ name, act: way }))).filter((task) => act === undefined || task.act === act)
  return quick && only === undefined ? all.filter(({ name, act: way }) => way === 'apply' || name === 'several groups' || (way === 'undo' && undone.has(name))) : all
}

/** Tries these; `late`: whether to stop, asked before each try with its row so far; `tell`: each row. Answers the rows. */
export async function runMatrix(bundle, tasks, { density, late, tell }) {
  const lanes = [openLane(bundle), openLane(bundle)]
  const rows = []
  const work = async (lane) => {
    for (let task = tasks.shift(); task !== undefined && !late(null); task = tasks.shift()) {
      const row = await tryKind(lane, task, density, late)
      rows.push(row)
      tell(row)
    }
  }
  try {
    await Promise.all(lanes.map(work))
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()))
  }
  return rows
}
