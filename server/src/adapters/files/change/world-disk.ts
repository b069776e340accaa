import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Effect } from '@greenlight/shared/plan-effects'
import type { PackagesEffect, QueuedPack, WorkOptions, WorldDisk } from '../../../core/change-ports.js'
import { ProblemError } from '../../../problems.js'
import { dropFolder, isFolder, makeFolder, unmakeFolder } from './folders.js'
import { dropLink, isLinked, makeLink } from './links.js'
import { carryMove, lookAtMove, takeMoveBack } from './move.js'
import { filesAt, namesBelow, stampOf } from './stamp.js'
import { isFull, isThere, syncFolders, told } from './system.js'
import { volumeOf } from './volume.js'
import { isWithin, mustLieWithin } from './within-roots.js'

export interface WorldDiskParts {
  /** Absolute folders below which plans may change something. */
  readonly roots: () => Promise<readonly string[]> | readonly string[]
  /** Greenlight's own folder; plans put things into its trash and take them back. */
  readonly stateFolder: string
}

type DiskEffect = Exclude<Effect, PackagesEffect | QueuedPack>

/** Effects on this disk. See the port for the promises. */
export function createWorldDisk({ roots, stateFolder }: WorldDiskParts): WorldDisk {
  const guarded = async (effect: Effect, act: (effect: DiskEffect) => Promise<void>) => {
    const of = onDisk(effect)
    const allowed = [stateFolder, ...(await roots())]
    for (const path of of.do === 'move' ? [of.from, of.to] : [of.path]) await mustLieWithin(path, allowed)
    await act(of).catch(async (error: unknown) => {
      const path = of.do === 'move' ? of.to : of.path
      throw told(error, path, isFull(error) ? await volumeOf(path) : {})
    })
  }
  return {
    stamp: stampOf,
    free: volumeOf,
    files: filesAt,
    names: namesBelow,
    look: (effect) => look(onDisk(effect)),
    carryOut: (effect, options) => guarded(effect, (of) => carryOut(of, options, stateFolder)),
    takeBack: (effect, options) => guarded(effect, (of) => takeBack(of, options)),
  }
}

async function look(effect: DiskEffect): Promise<'after' | 'before' | 'between'> {
  switch (effect.do) {
    case 'make-folder':
      return (await isFolder(effect.path)) ? 'after' : 'before'
    case 'drop-folder':
      return (await isThere(effect.path)) ? 'before' : 'after'
    case 'link':
      return (await isLinked(effect)) ? 'after' : 'before'
    case 'unlink':
      return (await isThere(effect.path)) ? 'before' : 'after'
    case 'move':
      return lookAtMove(effect)
  }
}

async function carryOut(effect: DiskEffect, options: WorkOptions, stateFolder: string): Promise<void> {
  switch (effect.do) {
    case 'make-folder':
      return makeFolder(effect.path)
    case 'drop-folder':
      return dropFolder(effect.path)
    case 'link':
      return makeLink(effect)
    case 'unlink':
      return dropLink(effect)
    case 'move': {
      const folder = dirname(effect.to)
      if (isWithin(folder, stateFolder)) await makeSafely(folder, stateFolder)
      return carryMove(effect, options)
    }
  }
}

/** A folder of our own, which is about to hold something that lies nowhere else: its name and those above it are on the disk when it resolves. */
async function makeSafely(folder: string, stateFolder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const above: string[] = []
  for (let at = folder; at !== dirname(at) && isWithin(dirname(at), stateFolder); at = dirname(at)) above.push(dirname(at))
  await syncFolders(...above)
}

async function takeBack(effect: DiskEffect, options: WorkOptions): Promise<void> {
  switch (effect.do) {
    case 'make-folder':
      return unmakeFolder(effect.path)
    case 'drop-folder':
      return makeFolder(effect.path)
    case 'link':
      return (await isLinked(effect)) ? dropLink(effect) : undefined
    case 'unlink':
      return makeLink(effect)
    case 'move':
      return takeMoveBack(effect, options)
  }
}

function onDisk(effect: Effect): DiskEffect {
  if (effect.do === 'packages' || effect.do === 'packages-back' || effect.do === 'queue-pack') throw new ProblemError('INTERNAL')
  return effect
}
