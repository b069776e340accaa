import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const sourceRoot = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Folders of one run: `slot` is where everything happens, always under the same path because plans name whole paths; in memory where the machine
 * has such a volume, for a killed process loses nothing that it wrote. `other` lies on another volume where there is one (then `across` is true).
 */
export function openPlaces() {
  const inMemory = process.platform === 'linux' && existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
  const base = mkdtempSync(join(inMemory, 'greenlight-crash-'))
  const otherBase = mkdtempSync(join(tmpdir(), 'greenlight-crash-'))
  return {
    across: statSync(otherBase).dev !== statSync(base).dev,
    slot: join(base, 'slot'),
    other: join(otherBase, 'slot'),
    saved: (name) => ({ slot: join(base, `saved ${name}`), other: join(otherBase, `saved ${name}`) }),
    remove() {
      for (const folder of [base, otherBase]) rmSync(folder, { recursive: true, force: true })
    },
  }
}
