import { realpathSync, watch } from 'node:fs'
import { basename } from 'node:path'
import type { Problem } from '@greenlight/shared/problem'
import chokidar from 'chokidar'
import { problem } from '../../../problems.js'
import { codeOf, reasonOf } from '../reason.js'

export interface WatchModelsOptions {
  /** Something below a root changed, or may have: read the folders again. Comes often. */
  readonly hint: () => void
  /** Not everything is watched; told once. */
  readonly problem: (problem: Problem) => void
  /** How folders are watched: with one handle a root where the system can (Windows, macOS), else with one a folder. */
  readonly how?: 'roots' | 'folders'
}

export interface ModelWatch {
  close(): Promise<void>
}

/** The system gives no more watches: keeping those that were given would take them from other programs. */
const exhausted = new Set(['EMFILE', 'ENFILE', 'ENOSPC'])

/**
 * Watches folders below roots, files are not opened. Only a hint that a scan is worth while: shares send no word, and what lies
 * behind links inside of a root is not watched. Never throws. On Windows a handle on each folder would keep people from renaming
 * it, so there one on each root must do.
 */
export function watchModels(roots: readonly string[], options: WatchModelsOptions): ModelWatch {
  const there = [...new Set(roots.flatMap((root) => realFolder(root) ?? []))]
  const how = options.how ?? (process.platform === 'linux' ? 'folders' : 'roots')
  let told = false
  const fail = (error: unknown) => {
    if (!told) options.problem(problem('FOLDER_NOT_WATCHED', { because: codeOf(error) === 'ENOSPC' ? 'the system has no more watches' : reasonOf(error) }))
    told = true
  }
  return how === 'roots' ? watchRoots(there, options.hint, fail) : watchFolders(there, options.hint, fail)
}

function watchFolders(roots: readonly string[], hint: () => void, fail: (error: unknown) => void): ModelWatch {
  const watcher = chokidar.watch([...roots], {
    // Word of a folder tells of its files; a watch on each of 50,000 files is more than systems give.
    ignored: (path, stats) => basename(path) === '.git' || (stats !== undefined && !stats.isDirectory()),
    ignoreInitial: true,
    followSymlinks: false,
    usePolling: false,
    ignorePermissionErrors: true,
    atomic: false,
  })
  let closing: Promise<void> | null = null
  const close = () => (closing ??= watcher.close())
  watcher.on('raw', hint)
  watcher.on('error', (error) => {
    fail(error)
    if (exhausted.has(codeOf(error))) void close()
  })
  return { close }
}

function watchRoots(roots: readonly string[], hint: () => void, fail: (error: unknown) => void): ModelWatch {
  const watchers = roots.flatMap((root) => {
    try {
      return [watch(root, { recursive: true }, hint).on('error', fail)]
    } catch (error) {
      fail(error)
      return []
    }
  })
  return {
    close: () => {
      for (const watcher of watchers) watcher.close()
      return Promise.resolve()
    },
  }
}

function realFolder(root: string): string | null {
  try {
    return realpathSync.native(root)
  } catch {
    return null
  }
}
