import { type Installed, nothingInstalled } from '../core/installed.js'
import type { InstalledSource } from '../core/ports.js'
import { ProblemError } from '../problems.js'
import { mergeInstalled } from './merge-installed.js'

/** Where facts may come from; an absent source is an absent key. */
export interface Sources {
  /** A saved `/object_info` named by the user: it outranks what runs. */
  readonly file?: InstalledSource
  /** The running ComfyUI. */
  readonly live?: InstalledSource
  /** Its answers of an earlier time. */
  readonly recorded?: InstalledSource
  readonly folder?: InstalledSource
}

type ReadOptions = Parameters<InstalledSource['read']>[0]

/** Reads one installation from the best sources that answer; a source that fails is a problem in the result, not the end. */
export async function readInstallation(sources: Sources, options: ReadOptions = {}): Promise<Installed> {
  const disk = (await attempt(sources.folder, options)) ?? nothingInstalled
  let problems: Installed['problems'] = []
  for (const source of [sources.file, sources.live, sources.recorded]) {
    const answers = await attempt(source, options)
    if (answers === null) continue
    if (answers.definitions === null) {
      problems = [...problems, ...answers.problems]
      continue
    }
    const merged = mergeInstalled(answers, disk)
    return { ...merged, problems: [...problems, ...merged.problems] }
  }
  return { ...disk, problems: [...problems, ...disk.problems] }
}

async function attempt(source: InstalledSource | undefined, options: ReadOptions): Promise<Installed | null> {
  if (source === undefined) return null
  try {
    return await source.read(options)
  } catch (error) {
    if (error instanceof ProblemError) return { ...nothingInstalled, problems: [error.problem] }
    throw error
  }
}
