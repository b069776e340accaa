import { readFile, stat } from 'node:fs/promises'
import type { Decision } from '@greenlight/shared/decisions'
import type { Problem } from '@greenlight/shared/problem'
import { problem, ProblemError } from '../../../problems.js'
import { writeAtomically } from '../atomic-write.js'
import { codeOf, reasonOf } from '../reason.js'
import { maxBytes } from './decision-book.js'
import { fileSchema } from './parse-file.js'
import { readText } from './read-text.js'
import { textOfDecisions } from './write-text.js'

/** Decisions as a text of their own, for others. DECISIONS_UNWRITABLE. */
export function decisionsAsText(decisions: readonly Decision[]): string {
  const text = textOfDecisions(decisions)
  if (typeof text !== 'string') throw new ProblemError('DECISIONS_UNWRITABLE', { path: 'a text', because: text.because })
  return text
}

/** Writes them to a file, in place of another one of decisions and of nothing else. DECISIONS_UNWRITABLE. */
export async function writeDecisionsFile(path: string, decisions: readonly Decision[]): Promise<void> {
  try {
    const before = await readFile(path, 'utf8').catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null
      throw error
    })
    if (before !== null && before.trim() !== '' && !before.includes(fileSchema)) throw new ProblemError('DECISIONS_UNWRITABLE', { path, because: 'another file is there' })
    await writeAtomically(path, decisionsAsText(decisions))
  } catch (error) {
    if (error instanceof ProblemError) throw error
    throw new ProblemError('DECISIONS_UNWRITABLE', { path, because: reasonOf(error) }, { cause: error })
  }
}

/** What a file of somebody else says; bad entries are problems. PATH_NOT_FOUND, DECISIONS_UNREADABLE. */
export async function readDecisionsFile(path: string): Promise<{ readonly decisions: readonly Decision[]; readonly problems: readonly Problem[] }> {
  const text = await read(path)
  const { decisions, faults } = readText(text)
  return { decisions, problems: faults.map(({ line, because }) => problem('DECISIONS_UNREADABLE', { path, because, ...(line === null ? {} : { line }) })) }
}

async function read(path: string): Promise<string> {
  try {
    if ((await stat(path)).size > maxBytes) throw new ProblemError('DECISIONS_UNREADABLE', { path, because: 'it is larger than 1 MiB' })
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof ProblemError) throw error
    if (codeOf(error) === 'ENOENT') throw new ProblemError('PATH_NOT_FOUND', { path })
    throw new ProblemError('DECISIONS_UNREADABLE', { path, because: reasonOf(error) }, { cause: error })
  }
}
