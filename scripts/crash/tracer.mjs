import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** System calls that change what is on a disk, or promise that it is there. */
export const calls = [
  'chmod', 'copy_file_range', 'fallocate', 'fchmod', 'fchmodat', 'fdatasync', 'fsync', 'ftruncate', 'link', 'linkat', 'mkdir', 'mkdirat', 'open', 'openat', 'pwrite64', 'pwritev',
  'rename', 'renameat', 'renameat2', 'rmdir', 'sendfile', 'symlink', 'symlinkat', 'truncate', 'unlink', 'unlinkat', 'utimensat', 'write', 'writev',
]

/** Why no process can be stopped at a system call here; null: it can. */
export function whyNotTraced() {
  if (process.platform !== 'linux') return 'strace is for Linux'
  const tried = spawnSync('strace', ['-qq', '-o', '/dev/null', '-e', 'inject=getppid:retval=0', '-p', String(process.pid), '-V'], { encoding: 'utf8' })
  if (tried.error !== undefined) return 'strace is not installed (apt-get install strace)'
  const ran = spawnSync('strace', ['-qq', '-o', '/dev/null', '-e', 'trace=none', 'true'], { encoding: 'utf8' })
  return ran.status === 0 ? null : 'ptrace is not allowed here'
}

/** Fastens strace to these threads and waits until it holds them. `done`: resolves when it has ended. */
export async function fasten(threads, args) {
  const tracer = spawn('strace', ['-qq', ...args, ...threads.flatMap((tid) => ['-p', String(tid)])], { stdio: 'ignore' })
  const done = new Promise((resolve) => tracer.once('exit', resolve))
  let ended = false
  void done.then(() => (ended = true))
  for (const tid of threads) {
    while (!isHeld(tid)) {
      if (ended) throw new Error('strace could not be fastened to the child program: ptrace is not allowed here.')
      await sleep(1)
    }
  }
  return { done, kill: () => tracer.kill('SIGKILL') }
}

function isHeld(tid) {
  return /^TracerPid:\t[1-9]/m.test(readFileSync(`/proc/${tid}/status`, 'utf8'))
}
