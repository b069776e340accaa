import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { removeOwnFile } from './trash.js'

/** As writeAtomically names them. */
const temporary = /^\..{1,100}\.[0-9a-f]{12}\.tmp$/
/** Milliseconds that no write of a file of ours takes. */
const margin = 60_000
const processStart = Date.now() - process.uptime() * 1000

/** Takes away the temp files that a writer left in a folder when it was killed before this process began. What cannot be looked at stays. */
export async function sweepTemporary(folder: string, before = processStart - margin): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!temporary.test(name)) continue
    const stats = await stat(join(folder, name)).catch(() => null)
    if (stats !== null && stats.mtimeMs < before) await removeOwnFile(join(folder, name)).catch(() => undefined)
  }
}
