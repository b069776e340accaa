import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { say } from './say.mjs'

/** 0 and below would ask about groups of processes. */
function isAlive(pid) {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  }
}

function holder(path) {
  try {
    return Number(readFileSync(path, 'utf8'))
  } catch {
    return 0
  }
}

/** Runs `work` while no other process of this clone installs or builds; a holder that died is no holder. */
export async function withLock(path, work, { pause = 200, patience = 3 } = {}) {
  mkdirSync(dirname(path), { recursive: true })
  let told = false
  /** A file just made is empty for a moment, so a holder counts as dead only when it looks so several times running. */
  for (let dead = 0; !take(path); ) {
    dead = isAlive(holder(path)) ? 0 : dead + 1
    if (dead >= patience) rmSync(path, { force: true })
    else if (dead === 0 && !told) {
      told = true
      say('waiting for another start that is installing')
    }
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}
