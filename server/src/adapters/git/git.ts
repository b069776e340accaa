import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { RunProgram } from '../../core/change-ports.js'
import type { Git } from '../../core/pack-ports.js'
import { ProblemError } from '../../problems.js'
import type { AllowedHosts } from './address.js'
import { type Asked, askedOf, hostOf, refuseAsked, shownAsked } from './asked.js'
import { cloneCommit } from './clone.js'
import { type TreeLimits, usualTree } from './judge-tree.js'
import { pinCommit } from './pin.js'

export interface GitParts {
  /** What has network goes out as its caller sees fit; the variables of a proxy are honoured. */
  readonly run: RunProgram
  /** From a folder and a foreign name to a path below it; null: refused. */
  readonly joinSafely: (root: string, foreign: string) => string | null
  /** Removes a folder of our own with all that is in it; absent is fine. */
  readonly removeOwn: (path: string) => Promise<void>
  readonly allow: AllowedHosts
  /** Where the person has repositories of github.com asked in its place, as it is now: http(s), no `/` at its end; null: nowhere else. */
  readonly mirror: () => string | null
  /** A folder that is there and is no repository. */
  readonly folder: string
  readonly limits?: TreeLimits
}

/** The system's git inside a fence: no settings, helpers, hooks, filters, submodules or links; https only, or http for allowed hosts. */
export function createGit({ run, joinSafely, removeOwn, allow, mirror, folder, limits = usualTree }: GitParts): Git {
  const placeOf = (url: string) => askedOf(url, mirror())
  const mustBeFine = (url: string): Asked => {
    const asked = placeOf(url)
    const because = refuseAsked(asked, allow)
    if (because === null) return asked
    throw new ProblemError('GIT_REFUSED', { repository: printable(shownAsked(asked)), because })
  }
  return {
    refuses: (url) => refuseAsked(placeOf(url), allow),
    host: (url) => hostOf(placeOf(url)),
    async pin(url, ref, work) {
      const asked = mustBeFine(url)
      await mkdir(folder, { recursive: true })
      return pinCommit(run, asked, ref, folder, work)
    },
    async clone(url, pin, to, work) {
      const asked = mustBeFine(url)
      work.signal.throwIfAborted()
      await mkdir(dirname(to), { recursive: true })
      await mkdir(to)
      try {
        return await cloneCommit(run, { asked, pin, to, isSafe: (path) => joinSafely(to, path) !== null, limits, work })
      } catch (error) {
        await removeOwn(to)
        throw error
      }
    },
  }
}

/** A foreign address in a sentence, without what may be a password. */
function printable(url: string): string {
  return url
    .slice(0, 200)
    .replace(/\/\/[^/@]*@/, '//')
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '\ufffd')
}
