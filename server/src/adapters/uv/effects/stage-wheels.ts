import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { PackagesEffect } from '../../../core/change-ports.js'
import type { Interpreter } from '../../../core/python-words.js'
import { ProblemError } from '../../../problems.js'
import { runUv, withoutTrace } from '../run-uv.js'
import type { PackageEffectParts } from './parts.js'
import { filesBelow } from './recorded-files.js'
import { refusal } from './refusal.js'

/** Milliseconds: gigabytes over a slow line. */
const patienceMs = 4 * 60 * 60_000
/** First folders of a wheel's own data that lie below the environment's prefix, not among its packages. */
const prefixed = new Set(['Library', 'doc', 'etc', 'include', 'lib', 'lib64', 'man', 'share'])

/**
 * Fetches the planned archives, checks their hashes and unpacks them into the folder `stage`: all that needs the network, before anything in the
 * environment changes. Answers the paths of the environment that the new versions may put a file at. SOURCE_OFF, SOURCE_UNREACHABLE, UV_REFUSED.
 */
export async function stageWheels(parts: PackageEffectParts, { changes }: PackagesEffect, stage: string, interpreter: Interpreter, signal: AbortSignal): Promise<readonly string[]> {
  const wanted = linesOf(changes)
  if (wanted.lines.length === 0) return []
  await parts.removeOwnTree(stage)
  const { use, index } = parts.source()
  if (use === 'off') throw new ProblemError('SOURCE_OFF', { source: 'pypi' })
  const args = ['pip', 'install', ...installArgs(wanted.hashed, interpreter, index), '--target', stage, '-r', '{wanted.txt}']
  const ask = { args, files: { 'wanted.txt': wanted.lines.join('') }, network: 'allowed', timeoutMs: patienceMs, signal } as const
  const answer = await withoutTrace(parts, interpreter.prefix, () => runUv(parts, ask))
  if (answer.code !== 0) throw refusal(answer, index)
  return placesOf(stage, interpreter)
}

export function installArgs(hashed: boolean, interpreter: Interpreter, index: string): readonly string[] {
  return ['--no-deps', '--no-build', ...(hashed ? ['--require-hashes'] : []), '--link-mode', 'copy', '--python', interpreter.python, '--default-index', index]
}

/** Exact versions with the hashes that the plan names. */
export function linesOf(changes: PackagesEffect['changes']): { readonly lines: readonly string[]; readonly hashed: boolean } {
  const coming = changes.filter(({ after }) => after !== null)
  const lines = coming.map(({ name, after, archive }) => `${name}==${after}${archive === undefined ? '' : ` --hash=${archive}`}\n`)
  return { lines, hashed: coming.every(({ archive }) => archive !== undefined) }
}

async function placesOf(stage: string, { purelib, platlib, scripts, data }: Interpreter): Promise<readonly string[]> {
  const places = new Set<string>()
  const isWindows = await stat(path.join(stage, 'Scripts')).then(() => true, () => false)
  for (const file of await filesBelow(stage)) {
    const [first = '', ...rest] = path.relative(stage, file).split(path.sep)
    if (rest.length === 0 && first === '.lock') continue
    for (const site of [purelib, platlib]) places.add(path.join(site, first, ...rest))
    if (rest.length === 0) continue
    if (first === 'bin' || (isWindows && first === 'Scripts')) places.add(path.join(scripts, ...rest))
    if (prefixed.has(first)) places.add(path.join(data, first, ...rest))
  }
  return [...places].sort()
}
