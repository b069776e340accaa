/** A version as PEP 440 has it. */
export interface Version {
  readonly epoch: number
  readonly release: readonly number[]
  readonly pre: { readonly letter: 'a' | 'b' | 'rc'; readonly number: number } | null
  readonly post: number | null
  readonly dev: number | null
  readonly local: readonly (number | string)[]
}

const number = String.raw`\d{1,15}`
const pattern = new RegExp(
  String.raw`^v?(?:(?<epoch>${number})!)?(?<release>${number}(?:\.${number}){0,30})` +
    String.raw`(?:[-_.]?(?<letter>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<pre>${number})?)?` +
    String.raw`(?:-(?<implicit>${number})|[-_.]?(?<post>post|rev|r)[-_.]?(?<postnumber>${number})?)?` +
    String.raw`(?<dev>[-_.]?dev[-_.]?(?<devnumber>${number})?)?(?:\+(?<local>[a-z0-9]{1,100}(?:[-_.][a-z0-9]{1,100}){0,20}))?$`,
)
const letters: Readonly<Record<string, 'a' | 'b' | 'rc'>> = { a: 'a', alpha: 'a', b: 'b', beta: 'b', c: 'rc', rc: 'rc', pre: 'rc', preview: 'rc' }

/** Null: no version of PEP 440. */
export function parseVersion(text: string): Version | null {
  const groups = text.length > 200 ? undefined : pattern.exec(text.trim().toLowerCase())?.groups
  if (groups === undefined) return null
  const letter = groups.letter === undefined ? undefined : letters[groups.letter]
  const post = groups.post !== undefined || groups.implicit !== undefined
  return {
    epoch: Number(groups.epoch ?? 0),
    release: (groups.release ?? '0').split('.').map(Number),
    pre: letter === undefined ? null : { letter, number: Number(groups.pre ?? 0) },
    post: post ? Number(groups.implicit ?? groups.postnumber ?? 0) : null,
    dev: groups.dev === undefined ? null : Number(groups.devnumber ?? 0),
    local: groups.local === undefined ? [] : groups.local.split(/[-_.]/).map((part) => (/^\d{1,15}$/.test(part) ? Number(part) : part)),
  }
}

export const isPrerelease = (version: Version): boolean => version.pre !== null || version.dev !== null

/** Without its local part (`+cu130`). */
export const publicOf = (version: Version): Version => ({ ...version, local: [] })

/** Negative, zero or positive: the order of PEP 440. */
export function compareVersions(a: Version, b: Version): number {
  return (
    a.epoch - b.epoch ||
    compareLists(a.release, b.release, 0) ||
    compareLists(preKey(a), preKey(b), 0) ||
    (a.post ?? -1) - (b.post ?? -1) ||
    finite(a.dev) - finite(b.dev) ||
    compareLocals(a.local, b.local)
  )
}

/** A dev release of the final comes before every pre-release; the final after them. */
function preKey({ pre, post, dev }: Version): readonly number[] {
  if (pre !== null) return [{ a: 1, b: 2, rc: 3 }[pre.letter], pre.number]
  return [post === null && dev !== null ? 0 : 4, 0]
}

const finite = (dev: number | null): number => dev ?? Number.MAX_SAFE_INTEGER

function compareLists(a: readonly number[], b: readonly number[], absent: number): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? absent) - (b[at] ?? absent)
    if (difference !== 0) return difference
  }
  return 0
}

function compareLocals(a: Version['local'], b: Version['local']): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [left, right] = [a[at], b[at]]
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1
    if (left === right) continue
    if (typeof left === 'number' && typeof right === 'number') return left - right
    if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : 1
    return typeof left === 'number' ? 1 : -1
  }
  return 0
}
