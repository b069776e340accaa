import { readdir, readFile, readlink } from 'node:fs/promises'
import path from 'node:path'

/**
 * The interpreter of the ComfyUI that runs from this folder, as its command line names it, read from /proc; null where there is none, or on
 * systems that do not tell. Costs a few milliseconds for a few hundred processes.
 */
export async function findRunningPython(root: string, proc = '/proc'): Promise<string | null> {
  if (process.platform !== 'linux') return null
  const pids = (await readdir(proc).catch(() => [])).filter((name) => /^\d+$/.test(name))
  for (const pid of pids) {
    const words = (await readFile(path.join(proc, pid, 'cmdline'), 'utf8').catch(() => '')).split('\0')
    const [command = '', ...rest] = words
    const script = rest.find((word) => !word.startsWith('-'))
    if (script === undefined || path.basename(script) !== 'main.py') continue
    const folder = await readlink(path.join(proc, pid, 'cwd')).catch(() => null)
    if (folder === null || path.dirname(path.resolve(folder, script)) !== root) continue
    if (path.isAbsolute(command)) return command
    if (command.includes('/')) return path.resolve(folder, command)
    return readlink(path.join(proc, pid, 'exe')).catch(() => null)
  }
  return null
}
