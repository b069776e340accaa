import type { Resolver } from '../../core/python-words.js'
import { readDryRun } from './read-dry-run.js'
import { readLock } from './read-lock.js'
import { runUv, type UvParts, withoutTrace } from './run-uv.js'

/** Milliseconds for one resolution: a cold cache and a slow line. */
const patienceMs = 180_000

/** uv as a resolver: wheels only, so that nothing is built and no code of packages runs; dry, so that nothing is installed. */
export function createResolver(parts: UvParts): Resolver {
  return {
    async resolve({ python, lines, constraints, index }, signal) {
      const args = ['pip', 'install', '--dry-run', '--verbose', '--no-build', '--python', python.python, '--default-index', index, '-r', '{lines.txt}', '-c', '{constraints.txt}']
      const files = { 'lines.txt': asText(lines), 'constraints.txt': asText(constraints) }
      const answer = await withoutTrace(parts, python.prefix, () => runUv(parts, { args, files, network: 'allowed', timeoutMs: patienceMs, signal }))
      if (answer.timedOut) return { ok: false, why: 'unreachable', says: `no answer within ${patienceMs / 1000} seconds` }
      if (answer.unstarted !== null) return { ok: false, why: 'refused', says: 'uv cannot be started' }
      return readDryRun(answer.code, answer.stderr)
    },
    async archives({ python, wanted, index }, signal) {
      if (wanted.length === 0) return []
      const args = ['pip', 'compile', '--no-deps', '--no-build', '--no-header', '--format', 'pylock.toml', '--python', python.python, '--default-index', index, '{wanted.txt}']
      const files = { 'wanted.txt': asText(wanted.map(({ name, version }) => `${name}==${version}`)) }
      const answer = await withoutTrace(parts, python.prefix, () => runUv(parts, { args, files, network: 'allowed', timeoutMs: patienceMs, signal }))
      return answer.code === 0 ? readLock(answer.stdout) : []
    },
  }
}

const asText = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('')
