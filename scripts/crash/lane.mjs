import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { acts } from './acts.mjs'
import { openChildren } from './children.mjs'
import { violationsOf, worldOf } from './invariants.mjs'
import { openPlaces } from './places.mjs'
import { pointsOf } from './points.mjs'
import { needsVolumes, plant, plantMore, scenarios } from './scenarios.mjs'
import { fasten } from './tracer.mjs'

/** One place in which programs are killed, one after the other. `openCrashWorld`: of the bundle, for the starts afterwards. */
export function openLane(bundle, openCrashWorld) {
  const places = openPlaces()
  const children = openChildren(bundle, 2)
  const order = (act, id) => ({ folder: places.slot, other: places.other, act, id })

  function copy(from, to) {
    for (const part of ['slot', 'other']) {
      rmSync(to[part], { recursive: true, force: true })
      mkdirSync(to[part], { recursive: true })
      if (spawnSync('cp', ['-a', `${from[part]}/.`, to[part]]).status !== 0) throw new Error(`Could not copy ${from[part]}.`)
    }
  }
  const live = { slot: places.slot, other: places.other }
  const save = (name) => copy(live, places.saved(name))
  const restore = (name) => copy(places.saved(name), live)

  /** Kills or disturbs a child at one system call; answers how it ended. */
  async function disturb({ act, id }, { thread, call, nth }, fault) {
    const child = await children.next()
    const tracer = await fasten([child.threads[thread]], ['-o', '/dev/null', '-e', `trace=${call}`, '-e', `inject=${call}:${fault}:when=${nth}`])
    const end = await child.act(order(act, id))
    await tracer.done
    return end
  }

  /** No file may grow beyond so many bytes: the write that would is cut short, the next one fails. */
  async function cutShort({ act, id }, bytes) {
    const child = await children.next()
    const limited = spawnSync('prlimit', ['--pid', String(child.pid), `--fsize=${bytes}:${bytes}`])
    if (limited.status !== 0) throw new Error('prlimit could not limit the child program.')
    return child.act(order(act, id))
  }

  const actionsOf = (name, id) => scenarios[name]({ at: (path) => join(live.slot, path), id, other: live.other })

  /** A fresh slot with the plan of a kind, or with its first `most` groups done. */
  async function begin(name, most) {
    for (const folder of [live.slot, live.other]) rmSync(folder, { recursive: true, force: true })
    plant(live)
    plantMore(name, live)
    const world = openCrashWorld(live.slot, live.other)
    const id = world.newId()
    const actions = actionsOf(name, id)
    const groups = [...new Set(actions.map(({ group }, at) => group ?? at))].slice(0, most ?? Infinity)
    const wanted = actions.filter(({ group }, at) => groups.includes(group ?? at))
    if (wanted.length > 0) await world.keep(id, wanted)
    if (most !== null && wanted.length > 0) await acts.apply(world, id)
    return { world, id, ...worldOf(live) }
  }

  return {
    across: places.across,
    live,
    save,
    restore,
    disturb,
    cutShort,
    /** A kind of action before it, saved under its name; what the world is before, between its groups and after; its points. */
    async open(name, act) {
      const groups = new Set(actionsOf(name, '0'.repeat(26)).map(({ group }, at) => group ?? at)).size
      const between = []
      for (let most = 0; most < groups; most += 1) between.push((await begin(name, most)).contents)
      const { world, id, exact: untouched } = await begin(name, null)
      if (act === 'undo') await acts.apply(world, id)
      const before = worldOf(live)
      save('begin')
      const { points, end } = await pointsOf(await children.next(), order(act, id), 'greenlight-crash-', `${places.slot}.log`)
      const after = worldOf(live)
      if (act === 'undo' && after.exact.join() !== untouched.join()) throw new Error(`${name}: undo does not give back what was.`)
      return { name, act, id, before, after, between, points, end }
    },
    /** The points of a second start, from the tree as it is now, which is saved under this name. */
    async pointsOfStart(name) {
      save(name)
      const { points } = await pointsOf(await children.next(), order('recover', ''), 'greenlight-crash-', `${places.slot}.log`)
      return points
    },
    /** A second start, and what is wrong after it. */
    async check(facts) {
      const world = openCrashWorld(live.slot, live.other)
      try {
        await world.recover()
      } catch (error) {
        return [`recover: ${error?.problem?.message ?? error}`]
      }
      return violationsOf(openCrashWorld(live.slot, live.other), live, facts)
    },
    skips: (name) => needsVolumes.has(name) && !places.across,
    async close() {
      await children.close()
      places.remove()
    },
  }
}
