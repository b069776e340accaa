import { compareVersions, isPrerelease, parseVersion, publicOf, type Version } from './version.js'

const operators = ['~=', '===', '==', '!=', '<=', '>=', '<', '>'] as const
type Operator = (typeof operators)[number]
const one = /^(~=|===|==|!=|<=|>=|<|>)\s*([^\s,;]{1,200})$/

/**
 * Whether a version is one of those that `specifiers` (`>=1.2,!=1.5`, PEP 440) name. An installed pre-release counts like any other. Null:
 * one of the two cannot be read.
 */
export function satisfies(version: string, specifiers: string): boolean | null {
  let all: boolean | null = true
  for (const part of specifiers.split(',')) {
    const text = part.trim()
    if (text === '') continue
    const answer = satisfiesOne(version, text)
    if (answer === false) return false
    if (answer === null) all = null
  }
  return all
}

function satisfiesOne(version: string, specifier: string): boolean | null {
  const [, sign = '', wanted = ''] = one.exec(specifier) ?? []
  const operator = operators.find((known) => known === sign)
  if (operator === undefined) return null
  if (operator === '===') return version.trim().toLowerCase() === wanted.toLowerCase()
  const have = parseVersion(version)
  const prefix = wanted.endsWith('.*') && (operator === '==' || operator === '!=')
  const want = parseVersion(prefix ? wanted.slice(0, -2) : wanted)
  if (have === null || want === null) return null
  if (prefix) return startsWith(have, want, want.release.length) === (operator === '==')
  return compare(operator, have, want)
}

function compare(operator: Exclude<Operator, '==='>, have: Version, want: Version): boolean | null {
  const bare = publicOf(have)
  const exact = compareVersions(want.local.length === 0 ? bare : have, want) === 0
  switch (operator) {
    case '==':
      return exact
    case '!=':
      return !exact
    case '<=':
      return compareVersions(bare, want) <= 0
    case '>=':
      return compareVersions(bare, want) >= 0
    case '<':
      return compareVersions(have, want) < 0 && !(isPrerelease(have) && !isPrerelease(want) && sameRelease(have, want))
    case '>':
      return compareVersions(bare, want) > 0 && !(have.post !== null && want.post === null && sameRelease(have, want))
    case '~=':
      return want.release.length < 2 ? null : compareVersions(bare, want) >= 0 && startsWith(have, want, want.release.length - 1)
  }
}

function sameRelease(a: Version, b: Version): boolean {
  return a.epoch === b.epoch && startsWith(a, b, Math.max(a.release.length, b.release.length))
}

function startsWith(have: Version, want: Version, parts: number): boolean {
  if (have.epoch !== want.epoch) return false
  for (let at = 0; at < parts; at++) if ((have.release[at] ?? 0) !== (want.release[at] ?? 0)) return false
  return true
}
