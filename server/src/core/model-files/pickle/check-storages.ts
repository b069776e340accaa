import { formatBytes, quote } from '../words.js'
import type { Trace } from './trace.js'
import type { ZipDirectory, ZipMember } from './zip-directory.js'

/** Whether what the directory says can be true of a file of this size. */
export function checkLayout(directory: ZipDirectory, size: number, trace: Trace): void {
  if (directory.broken) {
    trace.unreadable = true
    trace.faults.blocks('broken_directory', () => 'Its zip directory is damaged.')
  }
  if (directory.ways > 1) {
    trace.unreadable = true
    trace.faults.warns(
      'two_directories',
      () => 'It has more than one zip directory; what is read depends on the program.',
    )
  }
  const sorted = [...directory.members].sort((left, right) => left.offset - right.offset)
  sorted.forEach((member, index) => {
    const end = member.offset + 30 + member.packed
    if (end > Math.min(directory.from, size)) {
      trace.faults.blocks(
        'truncated',
        () => `${quote(member.name)} reaches beyond the end of the members: the file was cut.`,
      )
    } else if (end > (sorted[index + 1]?.offset ?? Infinity)) {
      trace.faults.warns('overlapping_members', () => `${quote(member.name)} lies over another member.`)
    }
  })
  sayDoubles(directory.members, trace)
}

/** Which of two equal names is read depends on the program; torch looks them up without regard to case. */
function sayDoubles(members: readonly ZipMember[], trace: Trace): void {
  const names = new Set<string>()
  for (const { name } of members) {
    const folded = name.toLowerCase()
    if (names.has(folded)) {
      trace.unreadable = true
      trace.faults.warns('duplicate_member', () => `It holds ${quote(name)} twice.`)
    }
    names.add(folded)
  }
}

/** Each block of numbers that the pickle names must be a member beside it (`NAME/data/KEY`), large enough. */
export function checkStorages(members: readonly ZipMember[], main: string, trace: Trace): void {
  const folder = `${main.slice(0, -'data.pkl'.length)}data/`
  const sizes = new Map(members.map(({ name, size }) => [name, size]))
  for (const { key, bytes } of trace.storages.values()) {
    const size = sizes.get(folder + key)
    if (size === undefined) {
      if (bytes > 0)
        trace.faults.blocks('storage_missing', () => `The numbers of a tensor, ${quote(folder + key)}, are missing.`)
    } else if (size < bytes) {
      trace.faults.blocks(
        'storage_size',
        () => `${quote(folder + key)} has ${formatBytes(size)} where its tensor needs ${formatBytes(bytes)}.`,
      )
    }
  }
}
