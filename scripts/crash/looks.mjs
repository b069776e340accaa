import { lstatSync, readdirSync, readlinkSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** Files that preparations make under names that nobody reads, with what is known of them. */
export const isStaging = (line) => line.includes('.greenlight-') || /\/\.[^/]*\.[0-9A-Za-z]{10}\.(?:json|next|part)(?: |$)/.test(line)

const at = (path) => lstatSync(path, { throwIfNoEntry: false })
const named = (folder, word) => (at(folder)?.isDirectory() ? readdirSync(folder).some((name) => name.startsWith('.greenlight-') && name.endsWith(`-${word}.disabled`)) : false)

/** Where an effect on the disk stands, judged by other means than the program's own; null: not to be told so. */
function standing(effect) {
  switch (effect.do) {
    case 'make-folder':
      return at(effect.path)?.isDirectory() ? 'after' : 'before'
    case 'drop-folder':
      return at(effect.path) === undefined ? 'after' : 'before'
    case 'link':
    case 'unlink': {
      const there = isLink(effect)
      return there === (effect.do === 'link') ? 'after' : 'before'
    }
    case 'move': {
      const [from, to] = [at(effect.from), at(effect.to)]
      const across = (one, other) => named(dirname(other), 'in') && named(dirname(one), 'out')
      if (from === undefined && to === undefined) return across(effect.from, effect.to) || across(effect.to, effect.from) ? 'between' : 'before'
      if (from === undefined) return 'after'
      return to !== undefined && from.ino === to.ino && from.dev === to.dev ? 'between' : 'before'
    }
    default:
      return null
  }
}

function isLink({ path, target, how }) {
  const [link, file] = [at(path), at(target)]
  if (link === undefined) return false
  return how === 'symbolic' ? link.isSymbolicLink() && resolve(readlinkSync(path)) === resolve(target) : link.ino === file?.ino
}

const placesOf = (effect) => (effect.do === 'move' ? [effect.from, effect.to] : effect.path === undefined ? [] : [effect.path])

/** What a place is, roughly: enough to tell whether anybody touched it. */
function roughly(path) {
  const status = at(path)
  if (status === undefined) return 'nothing'
  return status.isDirectory() ? 'a folder' : status.isSymbolicLink() ? `a link to ${readlinkSync(path)}` : `a file of ${status.size} bytes`
}

/**
 * What is wrong right after a crash, before anybody looks after it: an effect that the program takes for something else than it is; something that was changed
 * before a line of the journal told of it. `begun`: the saved folders that the world was copied from; `live`: the world.
 */
export async function lookWrong(world, live, begun) {
  const wrong = []
  const savedAs = (path) => (path.startsWith(live.other) ? join(begun.other, path.slice(live.other.length)) : join(begun.slot, path.slice(live.slot.length)))
  for (const { plan, run } of (await world.plans.list()).kept) {
    if (run.state !== 'running') continue
    const told = new Set((await world.journal.read({ plan: plan.id })).flatMap(({ inputs }) => (inputs.phase === undefined ? [] : [`${inputs.action} ${inputs.effect}`])))
    const effects = plan.actions.flatMap(({ id, effects: all }) => all.map((effect, number) => ({ effect, begun: told.has(`${id} ${number}`) })))
    const touched = new Set(effects.flatMap((one) => (one.begun ? placesOf(one.effect) : [])))
    for (const one of effects) {
      const stands = standing(one.effect)
      if (one.begun && stands !== null) {
        const looked = await world.disk.look(one.effect)
        if (looked !== stands) wrong.push(`look: ${one.effect.do} ${placesOf(one.effect).join(' to ')} is ${stands} and was taken for ${looked}`)
      }
      if (one.begun || stands === null) continue
      for (const path of placesOf(one.effect)) {
        if (touched.has(path) || isStaging(path) || roughly(path) === roughly(savedAs(path))) continue
        wrong.push(`I4: ${path} was changed before a line told of it`)
      }
    }
  }
  return wrong
}
