import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'

/** Rounded, because both clocks it is made of are: where it flips although nothing was started again, a little is fetched twice. */
const roundMs = 10_000

/** A word that is another one after each start of the machine: the kernel's own where it has one, else the time of that start. */
export function bootWord(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
  } catch {
    return `since ${Math.round((Date.now() - uptime() * 1000) / roundMs) * roundMs}`
  }
}
