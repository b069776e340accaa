import { appendFile, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { JournalLine } from '@greenlight/shared/plans'
import { codeOf } from '../reason.js'
import { removeOwnFile } from '../trash.js'
import { auditedSeq, auditLine } from './audit-line.js'
import { sizeOf } from './tail.js'

const rotated = { files: 5, bytes: 5 * 1024 * 1024 }
/** More than any line needs. */
const lastBytes = 16 * 1024

/** Adds a line each to `audit.log`; 5 files of 5 MiB, `audit.log.1` the newest of the old ones. */
export async function writeAudit(folder: string, lines: readonly JournalLine[], limits = rotated): Promise<void> {
  const path = join(folder, 'audit.log')
  for (const line of lines) {
    const text = `${auditLine(line)}\n`
    const size = await sizeOf(path)
    if (size > 0 && size + Buffer.byteLength(text) > limits.bytes) await rotate(path, limits.files)
    const begun = await endsUnfinished(path)
    await appendFile(path, begun ? `\n${text}` : text, { mode: 0o600 })
  }
}

/** The number of the last line that the log tells of whole; 0: of none. */
export async function lastAudited(folder: string): Promise<number> {
  for (const name of ['audit.log', 'audit.log.1']) {
    const lines = (await readEnd(join(folder, name))).split('\n').slice(0, -1)
    const seq = lines.toReversed().map(auditedSeq).find((found) => found !== null)
    if (seq !== undefined && seq !== null) return seq
  }
  return 0
}

async function rotate(path: string, files: number): Promise<void> {
  await removeOwnFile(`${path}.${files - 1}`)
  for (let at = files - 2; at >= 0; at -= 1) await rename(at === 0 ? path : `${path}.${at}`, `${path}.${at + 1}`).catch(unlessAbsent)
}

async function endsUnfinished(path: string): Promise<boolean> {
  const end = await readEnd(path, 1)
  return end !== '' && end !== '\n'
}

/** The last bytes as text; '' for what is not there. */
async function readEnd(path: string, most = lastBytes): Promise<string> {
  const size = await sizeOf(path)
  if (size <= most) return readFile(path, 'utf8').catch((error: unknown) => unlessAbsent(error) ?? '')
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, size - most)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}

function unlessAbsent(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error
}
