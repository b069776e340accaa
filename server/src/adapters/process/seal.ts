import { spawn } from 'node:child_process'
import type { Env } from './child-env.js'
import { findProgram } from './find-program.js'

const tries = new Map<string, Promise<readonly string[] | null>>()

/** The words before a command that take its network away (a network namespace of its own); null where this machine does not allow that. */
export function sealWords(env: Env): Promise<readonly string[] | null> {
  const key = env.PATH ?? ''
  const before = tries.get(key)
  if (before !== undefined) return before
  const fresh = trySeal(env)
  tries.set(key, fresh)
  return fresh
}

async function trySeal(env: Env): Promise<readonly string[] | null> {
  if (process.platform !== 'linux') return null
  const [unshare, nothing] = [await findProgram('unshare', env), await findProgram('true', env)]
  if (!unshare.ok || !nothing.ok) return null
  const works = await new Promise<boolean>((done) => {
    const child = spawn(unshare.path, ['-rn', nothing.path], { stdio: 'ignore', shell: false, timeout: 5000 })
    child.on('error', () => done(false))
    child.on('exit', (code) => done(code === 0))
  })
  return works ? [unshare.path, '-rn'] : null
}
