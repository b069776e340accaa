import { readFileSync, rmSync } from 'node:fs'
import { calls, fasten } from './tracer.mjs'

/**
 * Lets a child do something and answers its changing system calls below `base`, in order: `{ thread, call, nth }`, where `nth` counts all calls
 * of that name on that thread from the beginning on, as strace counts them when it injects.
 */
export async function pointsOf(child, order, base, log) {
  const { main, pool } = child.threads
  const tracer = await fasten([main, pool], ['-o', log, '-y', '-s', '0', '-e', `trace=${calls.map((call) => `?${call}`).join(',')}`, '-f'])
  const end = await child.act(order)
  await tracer.done
  const points = []
  const counts = new Map()
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    const [, tid, call, rest] = /^(\d+) +(\w+)\((.*)/.exec(line) ?? []
    if (call === undefined) continue
    const key = `${tid} ${call}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
    const thread = Number(tid) === main ? 'main' : Number(tid) === pool ? 'pool' : null
    if (thread !== null && changes(call, rest) && rest.includes(base)) points.push({ thread, call, nth: counts.get(key) })
  }
  rmSync(log)
  return { points, end }
}

function changes(call, rest) {
  return call === 'openat' || call === 'open' ? /O_CREAT|O_TRUNC/.test(rest) : true
}
