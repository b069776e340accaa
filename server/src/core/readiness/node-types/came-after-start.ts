import type { NodePack } from '@greenlight/shared/node-packs'
import type { Evidence } from '@greenlight/shared/report'
import type { Installed } from '../../installed.js'
import { plainFolder } from '../../resolve/pack-on-disk.js'
import { countOf } from '../words.js'
import { hasFlag } from './facts.js'

/** Milliseconds that the clock of a disk may be ahead. */
const margin = 2000

/**
 * What shows that the running ComfyUI started before this pack came: it has not tried to load it, so that its nodes are no failed import. Null
 * where that is not known.
 */
export function cameAfterStart(pack: NodePack, installed: Installed): Evidence | null {
  const { objectInfo, runningBy, tried, packsMade } = installed
  if (objectInfo !== 'live' || pack.state === 'disabled' || pack.state === 'blocked') return null
  const made = packsMade.get(pack.path)
  if (runningBy !== null && made !== undefined && made > runningBy + margin) {
    return { from: 'disk', says: `Its folder was made ${spanOf(made - runningBy)} after this ComfyUI was known to be running.`, where: pack.path }
  }
  // Where something else than a folder's name decides what is loaded, the table says nothing about the others.
  if (tried === null || pack.nodeTypes !== undefined || hasFlag(installed, '--disable-all-custom-nodes') || hasFlag(installed, '--enable-manager')) return null
  const name = plainFolder(pack.folder)
  if ([...tried].some((folder) => plainFolder(folder) === name)) return null
  return { from: 'live', says: `This ComfyUI tried to load ${countOf(tried.size, 'node pack')} when it started, and this is none of them.`, where: '/internal/logs' }
}

function spanOf(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 1) return 'less than a minute'
  return minutes < 120 ? countOf(minutes, 'minute') : countOf(Math.round(minutes / 60), 'hour')
}
