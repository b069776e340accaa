import { spawn } from 'node:child_process'
import path from 'node:path'

/** Kills a child and everything that it started and that stayed in its group. Windows knows no groups: there the tree below its id. */
export function killGroup(pid: number, signal: 'SIGKILL' | 'SIGTERM'): void {
  if (process.platform === 'win32') return killTree(pid)
  try {
    process.kill(-pid, signal)
  } catch {
    // Nobody is left.
  }
}

function killTree(pid: number): void {
  const system = process.env.SystemRoot ?? 'C:\\Windows'
  const taskkill = path.win32.join(system, 'System32', 'taskkill.exe')
  const killer = spawn(taskkill, ['/PID', String(pid), '/T', '/F'], {
    stdio: 'ignore',
    windowsHide: true,
    shell: false,
  })
  killer.on('error', () => undefined)
  killer.unref()
}
