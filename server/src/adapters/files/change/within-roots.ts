import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { ProblemError } from '../../../problems.js'
import { codeOf } from '../reason.js'

type Flavour = Pick<path.PlatformPath, 'isAbsolute' | 'relative' | 'sep'>

/**
 * Refuses a path whose folder, all links followed, lies below none of the roots: a link inside a model folder may be read through, but
 * nothing is written through it to somewhere else. OUTSIDE_ROOTS.
 */
export async function mustLieWithin(target: string, roots: readonly string[]): Promise<void> {
  if (!path.isAbsolute(target) || target.split(/[/\\]/).some((part) => part === '..' || part === '.')) throw new ProblemError('OUTSIDE_ROOTS', { path: target })
  const folder = await realFolder(path.dirname(target))
  for (const root of roots) {
    const real = await realpath(root).catch(() => null)
    if (real !== null && isWithin(folder, real)) return
  }
  throw new ProblemError('OUTSIDE_ROOTS', { path: target })
}

/** Whether `folder` is `root` or lies below it; both real and absolute. Windows compares without regard to case. */
export function isWithin(folder: string, root: string, flavour: Flavour = path): boolean {
  const way = flavour.relative(root, folder)
  return way === '' || (way !== '..' && !way.startsWith(`..${flavour.sep}`) && !flavour.isAbsolute(way))
}

/** Where a folder really lies; of one that is not there yet, where its nearest folder does. */
async function realFolder(folder: string): Promise<string> {
  const missing: string[] = []
  for (let at = folder; ; at = path.dirname(at)) {
    try {
      return path.join(await realpath(at), ...missing)
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' || path.dirname(at) === at) throw new ProblemError('OUTSIDE_ROOTS', { path: folder }, { cause: error })
      missing.unshift(path.basename(at))
    }
  }
}
