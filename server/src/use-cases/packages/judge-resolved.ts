import type { PackageChange } from '@greenlight/shared/plan-effects'
import type { Forecast } from '../../core/change-ports.js'
import { isProtected } from '../../core/python/protected.js'
import { reasonsFor, type WantedLine } from '../../core/python/reasons.js'
import { brokenByChanges } from '../../core/python/users-of-changes.js'
import type { Distribution, Interpreter, Resolved, Resolver } from '../../core/python-words.js'
import { problem } from '../../problems.js'

interface Judging {
  readonly resolver: Resolver
  readonly interpreter: Interpreter
  readonly installed: ReadonlyMap<string, Distribution>
  readonly lines: readonly WantedLine[]
  readonly patterns: readonly string[]
  readonly index: string
}

/** Turns what uv worked out into changes with reasons, archives, bytes and hosts; refuses what could not be taken back. */
export async function judgeResolved({ changes, needs }: Resolved, { resolver, interpreter, installed, lines, patterns, index }: Judging, signal: AbortSignal): Promise<Forecast> {
  const unkeepable = changes.find(({ name, before }) => before !== null && installed.get(name)?.recorded !== true)
  if (unkeepable !== undefined)
    return { ok: false, problem: problem('UV_REFUSED', { because: `${unkeepable.name} ${unkeepable.before} was put in without a list of its files, so it could not be brought back` }) }
  const coming = changes.flatMap(({ name, after }) => (after === null ? [] : [{ name, version: after }]))
  const archives = await resolver.archives({ python: interpreter, wanted: coming, index }, signal)
  const archiveOf = (name: string, version: string | null) => archives.find((one) => one.name === name && one.version === version)
  const told = changes.map((change): PackageChange => {
    const sha256 = archiveOf(change.name, change.after)?.sha256
    return {
      ...change,
      why: [...reasonsFor(change.name, lines, [...needs, ...needsOfInstalled(installed)])],
      protected: isProtected(change.name, patterns) && change.before !== null,
      ...(sha256 == null ? {} : { archive: sha256 }),
    }
  })
  const sizes = coming.map(({ name, version }) => archiveOf(name, version)?.bytes ?? null)
  const hosts = new Set([new URL(index).host, ...archives.flatMap(({ host }) => host ?? [])])
  const broken = brokenByChanges(changes, installed, interpreter.markers)
  return {
    ok: true,
    changes: told,
    hosts: [...hosts].sort(),
    bytes: sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
    says: broken.map(({ name, user, line }) => `${user} asks for ${line}; ${name} would be ${changes.find((change) => change.name === name)?.after ?? 'gone'}.`),
  }
}

function needsOfInstalled(installed: ReadonlyMap<string, Distribution>): Resolved['needs'] {
  return [...installed.values()].flatMap(({ name, version, requires }) => requires.map((requirement) => ({ parent: name, version, requirement })))
}
