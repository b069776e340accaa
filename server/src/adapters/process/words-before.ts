import { spawn } from 'node:child_process'
import type { Env } from './child-env.js'
import { findProgram } from './find-program.js'

const tries = new Map<string, Promise<boolean>>()

/** Whether a program runs and ends well behind these words; tried once in the life of this process. */
async function works(words: readonly string[]): Promise<boolean> {
  const key = words.join('\0')
  const fresh = tries.get(key) ?? tryOut(words)
  tries.set(key, fresh)
  return fresh
}

async function tryOut([command = '', ...args]: readonly string[]): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: 'ignore', shell: false, timeout: 5000 })
    child.on('error', () => done(false))
    child.on('exit', (code) => done(code === 0))
  })
}

/** The words before a command that take its network away (a network namespace of its own); none where this machine does not allow that. */
export async function sealWords(env: Env): Promise<readonly string[]> {
  return wordsOf(env, 'unshare', ['-rn'])
}

/** The words before a command that let it die with us, also when we are killed; none where there is no such program. */
export async function leashWords(env: Env): Promise<readonly string[]> {
  return wordsOf(env, 'setpriv', ['--pdeathsig', 'KILL'])
}

async function wordsOf(env: Env, program: string, args: readonly string[]): Promise<readonly string[]> {
  if (process.platform !== 'linux') return []
  const [found, nothing] = [await findProgram(program, env), await findProgram('true', env)]
  if (!found.ok || !nothing.ok) return []
  const words = [found.path, ...args]
  return (await works([...words, nothing.path])) ? words : []
}
