import type { JournalLine } from '@greenlight/shared/plans'
import type { Journal } from '../../../core/change-ports.js'
import { readLastLine } from './last-line.js'
import { scanJournal } from './scan-journal.js'
import { sizeOf } from './tail.js'

type Filter = NonNullable<Parameters<Journal['read']>[0]>

/** Bytes of the end that are looked at first for lines after a number: who follows a journal asks for the last few. */
const nearEnd = 256 * 1024

/** See Journal.read. Holds few more lines than it answers. */
export async function readJournal(folder: string, path: string, { plan, after, most = Infinity, onDamage }: Filter): Promise<readonly JournalLine[]> {
  const last = await readLastLine(folder)
  const collect = async (from: number): Promise<readonly JournalLine[] | null> => {
    const found: JournalLine[] = []
    let first: number | null = null
    const { damaged } = await scanJournal(path, {
      from,
      last,
      onLine(line) {
        first ??= line.seq
        if (line.seq <= (after ?? 0) || (plan !== undefined && line.plan_id !== plan)) return
        if (after === undefined || found.length < most) found.push(line)
        if (found.length >= 2 * most + 100) found.splice(0, found.length - most)
      },
    })
    if (found.length > most) found.splice(0, found.length - most)
    if (from > 0 && (damaged !== null || first === null || first > (after ?? 0) + 1)) return null
    if (damaged !== null) onDamage?.(damaged)
    return found
  }
  const size = after === undefined ? 0 : await sizeOf(path)
  return (size > nearEnd ? await collect(size - nearEnd) : null) ?? (await collect(0)) ?? []
}
