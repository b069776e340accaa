import { mkdir, readFile } from 'node:fs/promises'
import path, { join } from 'node:path'
import type { Problem } from '@greenlight/shared/problem'
import { problem, ProblemError } from '../../../problems.js'
import { writeAtomically } from '../atomic-write.js'
import { codeOf, reasonOf } from '../reason.js'
import { keyOf } from './roots.js'

/** In the state folder; the user's own text: one absolute path a line, `#` begins a comment line. */
export const userRootsFile = 'model-roots.txt'

const maxBytes = 1024 * 1024
const head = '# Folders in which Greenlight looks for models beside those of ComfyUI. One a line.'

/** Folders that the user added, in their order, each once. A line that is no absolute path is a problem and hides no other. */
export async function readUserRoots(state: string, platform: NodeJS.Platform = process.platform): Promise<{ roots: string[]; problems: Problem[] }> {
  const file = join(state, userRootsFile)
  const flavour = platform === 'win32' ? path.win32 : path.posix
  const roots = new Map<string, string>()
  const problems: Problem[] = []
  try {
    for (const one of (await readLines(file)).map(pathIn)) {
      if (one === null) continue
      if (!flavour.isAbsolute(one)) problems.push(problem('MODEL_ROOT_RELATIVE', { path: file, says: one }))
      else if (!roots.has(keyOf(one, platform))) roots.set(keyOf(one, platform), one)
    }
  } catch (error) {
    problems.push(problem('FILE_UNREADABLE', { path: file, because: reasonOf(error) }))
  }
  return { roots: [...roots.values()], problems }
}

/** Adds a folder at the end; false where it is there already. MODEL_ROOT_RELATIVE, FILE_UNREADABLE, STATE_FOLDER_UNUSABLE. */
export async function addUserRoot(state: string, root: string, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  const flavour = platform === 'win32' ? path.win32 : path.posix
  // A line break in a path would make two lines of it.
  if (!flavour.isAbsolute(root) || /[\r\n]/.test(root)) throw new ProblemError('MODEL_ROOT_RELATIVE', { path: join(state, userRootsFile), says: root })
  const lines = await readForChange(state)
  if (lines.some((line) => isAt(line, root, platform))) return false
  await write(state, [...(lines.length === 0 ? [head] : lines), root === root.trim() ? root : `"${root}"`])
  return true
}

/** Takes a folder out, its comments stay; false where it was not there. Rejects as `addUserRoot`. */
export async function removeUserRoot(state: string, root: string, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  const lines = await readForChange(state)
  const kept = lines.filter((line) => !isAt(line, root, platform))
  if (kept.length === lines.length) return false
  await write(state, kept)
  return true
}

function isAt(line: string, root: string, platform: NodeJS.Platform): boolean {
  const one = pathIn(line)
  return one !== null && keyOf(one, platform) === keyOf(root, platform)
}

/** Explorer copies paths in quotes. */
function pathIn(line: string): string | null {
  const text = line.trim()
  if (text === '' || text.startsWith('#')) return null
  return /^".+"$/.test(text) ? text.slice(1, -1) : text
}

/** Without a byte order mark; no file is no lines. Throws what the disk throws. */
async function readLines(file: string): Promise<string[]> {
  try {
    const bytes = await readFile(file)
    if (bytes.length > maxBytes) throw new RangeError('it is too large')
    const lines = bytes.toString('utf8').replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
    return lines.at(-1) === '' ? lines.slice(0, -1) : lines
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

async function readForChange(state: string): Promise<string[]> {
  const file = join(state, userRootsFile)
  return readLines(file).catch((error: unknown) => {
    throw new ProblemError('FILE_UNREADABLE', { path: file, because: reasonOf(error) }, { cause: error })
  })
}

async function write(state: string, lines: readonly string[]): Promise<void> {
  try {
    await mkdir(state, { recursive: true, mode: 0o700 })
    await writeAtomically(join(state, userRootsFile), `${lines.join('\n')}\n`, { mode: 0o600 })
  } catch (error) {
    throw new ProblemError('STATE_FOLDER_UNUSABLE', { path: state, because: reasonOf(error) }, { cause: error })
  }
}
