import { isPrivateHost } from './private-host.js'

/** An http(s) address taken apart: no user, no password, no fragment, no token. */
export interface WebAddress {
  /** Lower case, without `www.` and port. */
  readonly host: string
  /** `https://host[:port]`. */
  readonly origin: string
  /** Segments of the path, unescaped; empty ones left out. */
  readonly path: readonly string[]
  /** First value of each name, names as written; what opens somebody's account left out. */
  readonly query: ReadonlyMap<string, string>
}

const longest = 4096
const secret =
  /token|secret|passw|credential|auth|signature|api_?key|^(?:key|sig|policy|key-pair-id|x-amz-.*|x-goog-.*)$/i

/**
 * Reads an address as a person or a file has it. Null for everything that is no public http(s) address, for paths that lead upwards
 * or hold control characters, and for hostile lengths. Never throws.
 */
export function readWebAddress(text: string): WebAddress | null {
  const trimmed = text.trim()
  if (trimmed.length > longest || !/^https?:\/\//i.test(trimmed)) return null
  if (!URL.canParse(trimmed)) return null
  const url = new URL(trimmed)
  if (url.hostname === '' || isPrivateHost(url.hostname)) return null
  const path = segmentsOf(url.pathname)
  if (path === null) return null
  const query = new Map<string, string>()
  for (const [name, value] of url.searchParams) {
    if (!query.has(name) && !secret.test(name) && !hasControl(name + value)) query.set(name, value)
  }
  const host = url.hostname.replace(/\.$/, '').replace(/^www\./, '')
  return { host, origin: `${url.protocol}//${url.host}`, path, query }
}

/** Whether a parameter of an address opens somebody's account. */
export function isSecretParameter(name: string): boolean {
  return secret.test(name)
}

function segmentsOf(pathname: string): string[] | null {
  const segments = pathname
    .split('/')
    .filter((segment) => segment !== '')
    .map(unescape)
  return segments.every(isPlainPath) ? segments : null
}

/** A segment may hide more of them (`%2F`): each must be a name. */
export function isPlainPath(path: string): boolean {
  return (
    !hasControl(path) &&
    path
      .replaceAll('\\', '/')
      .split('/')
      .every((part) => part !== '' && part !== '.' && part !== '..')
  )
}

function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 32 || code === 127) return true
  }
  return false
}

/** What is no UTF-8 stays as it stands. */
function unescape(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A path with each segment escaped; lone surrogates become U+FFFD instead of an exception. */
export function escapePath(segments: readonly string[]): string {
  return segments
    .flatMap((segment) => segment.split('/'))
    .map((segment) => encodeURIComponent(segment.toWellFormed()).replaceAll('%40', '@').replaceAll('%2B', '+'))
    .join('/')
}

/** The same address written out: query in the order of its names, so that one address has one spelling. */
export function writeAddress({ origin, path, query }: WebAddress): string {
  const parameters = [...query].sort(([a], [b]) => (a < b ? -1 : 1))
  const written = parameters.map(
    ([name, value]) => `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`,
  )
  return `${origin}/${escapePath(path)}${written.length === 0 ? '' : `?${written.join('&')}`}`
}
