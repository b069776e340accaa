/** System calls by which a disk is changed or promised, with those that tell which file a number stands for. */
export const recorded = [
  'chmod', 'close', 'copy_file_range', 'fallocate', 'fchmod', 'fchmodat', 'fdatasync', 'fsync', 'ftruncate', 'link', 'linkat', 'mkdir', 'mkdirat', 'open', 'openat', 'pwrite64', 'pwritev', 'rename', 'renameat',
  'renameat2', 'rmdir', 'sendfile', 'symlink', 'symlinkat', 'truncate', 'unlink', 'unlinkat', 'utimensat', 'write', 'writev',
]

/** Those that no program here uses, as far as is known: a record that holds one tells less than it seems to. */
const unread = new Set(['copy_file_range', 'fallocate', 'sendfile', 'truncate'])

/**
 * Reads what `strace -f -xx -s MANY` wrote: `{ call, args, texts, result }` in the order in which the calls ended, those left out that failed. `args`: as they stand there;
 * `texts`: the bytes of the quoted ones. Throws where a call is in it that is not understood.
 */
export function readTrace(text) {
  const begun = new Map()
  const calls = []
  for (const line of text.split('\n')) {
    const [, tid, rest] = /^(\d+) +(.*)$/.exec(line) ?? []
    if (rest === undefined) continue
    if (rest.endsWith('<unfinished ...>')) {
      begun.set(tid, rest.slice(0, -'<unfinished ...>'.length))
      continue
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)
    const whole = resumed === null ? rest : `${begun.get(tid) ?? ''}${resumed[1]}`
    const [, call, inner, result] = /^(\w+)\((.*)\)\s+= (-?\d+)/.exec(whole) ?? []
    if (call === undefined || Number(result) < 0) continue
    if (unread.has(call)) throw new Error(`The record holds ${call}, which is not understood.`)
    calls.push({ call, args: split(inner), texts: [...inner.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex]) => Buffer.from(hex.replaceAll('\\x', ''), 'hex')), result: Number(result) })
  }
  return calls
}

/** Arguments, parted at the commas that stand in no bracket; with `-xx` none stands in a text. */
function split(inner) {
  const parts = ['']
  let depth = 0
  for (const sign of inner) {
    if ('[{('.includes(sign)) depth += 1
    if (']})'.includes(sign)) depth -= 1
    if (sign === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += sign
  }
  return parts.map((part) => part.trim())
}
