import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { acts } from './acts.mjs'
import { openChildren } from './children.mjs'
import { createTally } from './fetched.mjs'
import { settledWrong, violationsOf, worldOf } from './invariants.mjs'
import { lookWrong } from './looks.mjs'
import { openPlaces } from './places.mjs'
import { pointsOf } from './points.mjs'
import { effectsOf, fetchedBytes, indexed, plant, plantMore, scenarios, whyNot } from './scenarios.mjs'
import { fasten } from './tracer.mjs'

/** One place in which programs are killed, one after the other. `bundle`: the world's file and what it exports, for the starts afterwards. */
export function openLane(bundle) {
  const { openCrashWorld } = bundle.world
  const places = openPlaces()
  const children = openChildren(bundle.file, 2)
  const live = { slot: places.slot, other: places.other }
  const orderOf = ({ act, id, cancelAt, indexed: scans }) => ({ folder: live.slot, other: live.other, act, id, cancelAt, indexed: scans })

  function copy(from, to) {
    for (const part of ['slot', 'other']) {
      rmSync(to[part], { recursive: true, force: true })
      mkdirSync(to[part], { recursive: true })
      if (spawnSync('cp', ['-a', `${from[part]}/.`, to[part]]).status !== 0) throw new Error(`Could not copy ${from[part]}.`)
    }
  }
  const save = (name) => copy(live, places.saved(name))
  const restore = (name) => copy(places.saved(name), live)

  /** Kills or disturbs a child at one system call; answers how it ended. */
  async function disturb(kind, { thread, call, nth }, fault) {
    const child = await children.next()
    const tracer = await fasten([child.threads[thread]], ['-o', '/dev/null', '-e', `trace=${call}`, '-e', `inject=${call}:${fault}:when=${nth}`])
    const end = await child.act(orderOf(kind))
    await tracer.done
    return end
  }

  /** No file may grow beyond so many bytes: the write that would is cut short, the next one fails. */
  async function cutShort(kind, bytes) {
    const child = await children.next()
    const limited = spawnSync('prlimit', ['--pid', String(child.pid), `--fsize=${bytes}:${bytes}`])
    if (limited.status !== 0) throw new Error('prlimit could not limit the child program.')
    return child.act(orderOf(kind))
  }

  const actionsOf = (name, id) => scenarios[name]({ at: (path) => join(live.slot, path), id, other: live.other, folder: live.slot, bundle: bundle.world })
  const groupsOf = (actions) => [...new Set(actions.map(({ group }, at) => group ?? at))]

  /** A fresh slot with the plan of a kind, or with its first `most` groups (or actions) done. */
  async function begin(name, most, of = 'groups') {
    for (const folder of [live.slot, live.other]) rmSync(folder, { recursive: true, force: true })
    plant(live)
    plantMore(name, live, bundle.world)
    const world = openCrashWorld(live.slot, live.other)
    const id = world.newId()
    const actions = actionsOf(name, id)
    const groups = groupsOf(actions).slice(0, most ?? Infinity)
    const wanted = of === 'actions' ? actions.slice(0, most) : actions.filter(({ group }, at) => groups.includes(group ?? at))
    if (wanted.length > 0) await world.keep(id, wanted)
    if (most !== null && wanted.length > 0) await acts.apply(world, { id })
    return { world, id, ...worldOf(live) }
  }

  /** What is done before the part that is looked at; answers the plan that it is about. */
  async function prepare(act, { world, id }) {
    if (act === 'apply' || act === 'cancel') return id
    await acts.apply(world, { id })
    if (act === 'undo') return id
    await acts.undo(world, { id })
    return (await world.plans.list()).kept.find(({ plan }) => plan.undoes === id).plan.id
  }

  /** A kind of action before it, saved under its name; what the world is before, between its groups and after; its points. */
  async function open(name, act) {
    const actions = actionsOf(name, '0'.repeat(26))
    const groups = groupsOf(actions)
    const between = []
    for (let most = 0; most < groups.length; most += 1) between.push((await begin(name, most)).contents)
    const stages = []
    if (groups.length < actions.length) for (let most = 1; most < actions.length; most += 1) stages.push((await begin(name, most, 'actions')).contents)
    const whole = act === 'cancel' ? await begin(name, groups.length) : null
    const begun = await begin(name, null)
    const effects = effectsOf(actions)
    const kind = {
      name,
      act: act === 'redo' ? 'undo' : act,
      cancelAt: act === 'cancel' ? Math.floor(effects.length / 2) : null,
      indexed: act === 'apply' && indexed.has(name),
      id: await prepare(act, begun),
      before: worldOf(live),
      between,
      stages,
      folders: effects.flatMap((effect) => (effect.do === 'make-folder' ? [relative(join(live.slot, 'world'), effect.path)] : [])),
      size: act === 'redo' ? 0 : fetchedBytes(actions),
    }
    save('begin')
    const { points, end } = await pointsOf(await children.next(), orderOf(kind), 'greenlight-crash-', `${places.slot}.log`)
    const after = worldOf(live)
    if (act === 'undo' && after.exact.join() !== begun.exact.join()) throw new Error(`${name}: undo does not give back what was.`)
    if (act === 'redo' && after.contents.join() === begun.contents.join()) throw new Error(`${name}: the undo of the undo did nothing.`)
    if (act === 'cancel' && end.said !== 'cancelled' && end.said !== 'verified' && end.said !== 'applied') throw new Error(`${name}: a cancel ended as ${end.said}.`)
    return { ...kind, after: whole ?? after, points, end }
  }

  /** The points of a second start, from the tree as it is now, which is saved under this name. */
  async function pointsOfStart(name) {
    save(name)
    const { points } = await pointsOf(await children.next(), orderOf({ act: 'recover', id: '' }), 'greenlight-crash-', `${places.slot}.log`)
    return points
  }

  /** A second start, and what is wrong before, while and after it. `first`: what came from outside before it; `boot`: as of openCrashWorld. */
  async function check({ first, boot = 'the first', ...facts }) {
    const { tally: since, take } = createTally()
    const options = { fetched: take, boot }
    const part = bytesOfParts(live)
    const world = openCrashWorld(live.slot, live.other, options)
    const found = facts.how === 'fault' ? [] : await lookWrong(world, live, places.saved('begin'))
    try {
      await world.recover(() => found.push(...settledWrong(live, facts)))
    } catch (error) {
      return [...found, `recover: ${error?.problem?.message ?? error}`]
    }
    return [...found, ...(await violationsOf(openCrashWorld(live.slot, live.other, options), live, { ...facts, fetched: { first, since, part } }))]
  }

  return {
    ...{ live, save, restore, disturb, cutShort, open, pointsOfStart, check },
    saved: places.saved,
    child: () => children.next(),
    order: orderOf,
    log: `${places.slot}.log`,
    skips: (name) => whyNot(name, places),
    async close() {
      await children.close()
      places.remove()
    },
  }
}

/** Bytes that were fetched and lie there under the name of a part that can be gone on with. */
function bytesOfParts({ slot }) {
  const models = join(slot, 'world/models')
  const names = readdirSync(models, { recursive: true })
  const kept = names.filter((name) => name.endsWith('.part') && names.includes(`${name.slice(0, -'.part'.length)}.json`))
  return kept.reduce((sum, name) => sum + statSync(join(models, name)).size, 0)
}
