import { chmod, open, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { LedgerLineSchema } from '@greenlight/shared/sources'
import * as v from 'valibot'
import type { Ledger, LedgerLine } from '../../../core/outside.js'
import { ProblemError } from '../../../problems.js'
import { reasonOf } from '../reason.js'
import { ensureStateFolder } from '../state-folder.js'

const file = { now: 'egress.jsonl', older: 'egress.older.jsonl' }
const mostBytes = 5 * 1024 * 1024
const tailBytes = 64 * 1024
const tailLines = 100

/** `<state>/egress.jsonl` (0600): one JSON line per request, at 5 MB moved to `egress.older.jsonl`. `tail`: newest first, at most 100. */
export function createLedger(state: string, limits = { bytes: mostBytes }): Ledger & { tail(): Promise<readonly LedgerLine[]> } {
  const [path, older] = [join(state, file.now), join(state, file.older)]
  const unwritten: LedgerLine[] = []
  let turn: Promise<unknown> = Promise.resolve()
  const append = async (text: string) => {
    if (((await stat(path).catch(() => null))?.size ?? 0) > limits.bytes) await rename(path, older)
    const handle = await open(path, 'a+', 0o600)
    try {
      const { size } = await handle.stat()
      const last = Buffer.alloc(1)
      // A crash may have cut the last line off.
      if (size > 0) await handle.read(last, 0, 1, size - 1)
      await handle.appendFile(size > 0 && last[0] !== 10 ? `\n${text}` : text)
    } finally {
      await handle.close()
    }
  }
  return {
    async ready() {
      await ensureStateFolder(state)
      try {
        await (await open(path, 'a', 0o600)).close()
        if (process.platform !== 'win32') await chmod(path, 0o600)
      } catch (error) {
        throw new ProblemError('STATE_FOLDER_UNUSABLE', { path: state, because: reasonOf(error) }, { cause: error })
      }
    },
    write({ at, source, host, purpose, status, sent, received }) {
      const line: LedgerLine = { at, source, host, purpose, status, sent, received }
      const written = turn.then(() => append(`${JSON.stringify(line)}\n`)).catch(() => {
        // The request has been made; its line is told as long as this process lives.
        unwritten.push(line)
        unwritten.splice(0, unwritten.length - tailLines)
      })
      turn = written
      return written
    },
    async tail() {
      const found = [...parsed(await endOf(path)), ...unwritten]
      const all = found.length >= tailLines ? found : [...parsed(await endOf(older)), ...found]
      return all
        .map((line, at) => ({ line, at }))
        .sort((a, b) => (a.line.at === b.line.at ? b.at - a.at : a.line.at < b.line.at ? 1 : -1))
        .slice(0, tailLines)
        .map(({ line }) => line)
    },
  }
}

/** The last whole lines of a file, '' where there is none. */
async function endOf(path: string): Promise<string> {
  const handle = await open(path, 'r').catch(() => null)
  if (handle === null) return ''
  try {
    const { size } = await handle.stat()
    const from = Math.max(0, size - tailBytes)
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(size, tailBytes)), 0, undefined, from)
    const text = buffer.toString('utf8', 0, bytesRead)
    return from === 0 ? text : text.slice(text.indexOf('\n') + 1)
  } catch {
    return ''
  } finally {
    await handle.close()
  }
}

function parsed(text: string): LedgerLine[] {
  return text.split('\n').flatMap((line) => {
    try {
      const read = v.safeParse(LedgerLineSchema, JSON.parse(line))
      return read.success ? [read.output] : []
    } catch {
      return []
    }
  })
}
