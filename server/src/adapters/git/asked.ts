import { type AllowedHosts, refuseAddress } from './address.js'

/** Where git asks about one repository. */
export interface Asked {
  /** As a person opens it: what a clone has as its origin, and what people are told. */
  readonly url: string
  /** The address that git is given; its own settings below turn it into `at`. */
  readonly told: string
  /** The address that is asked: at the mirror where the person named one, else `url` itself. */
  readonly at: string
  /** Settings of git for the calls that go out, as `-c` takes them. */
  readonly settings: readonly string[]
}

const gitHub = 'https://github.com/'
const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/**
 * Repositories of github.com are asked at `mirror` (null: there itself), all others where they are. `mirror`: http(s) without `/` at its
 * end; the rest of an address follows it as it follows `https://github.com`.
 */
export function askedOf(url: string, mirror: string | null): Asked {
  const path = mirror === null ? null : pathAtGitHub(url)
  if (mirror === null || path === null) return { url, told: url, at: url, settings: [] }
  return { url, told: gitHub + path, at: `${mirror}/${path}`, settings: [`url.${mirror}/.insteadOf=${gitHub}`] }
}

/** Why git may not ask there, as a clause; null: nothing speaks against it. A mirror may be on this machine, as those of other sources. */
export function refuseAsked(asked: Asked, allow: AllowedHosts): string | null {
  const because = refuseAddress(asked.url, allow)
  if (because !== null || asked.settings.length === 0) return because
  // In a setting of git the first `=` would end its name.
  const mirror = asked.at.includes('=') ? 'it has letters that no address has' : refuseAddress(asked.at, withOwn(asked.at, allow))
  return mirror === null ? null : `it would be asked at the mirror ${hostOf(asked)}, and ${mirror}`
}

/** The address for people, with the host that is asked in its place. */
export function shownAsked(asked: Asked): string {
  return asked.settings.length === 0 ? asked.url : `${asked.url} (asked at ${hostOf(asked)})`
}

/** `host`, or `host:port` where the port is not the usual one. */
export function hostOf({ at }: Asked): string {
  return URL.canParse(at) ? new URL(at).host : at
}

function pathAtGitHub(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, host, pathname } = new URL(url)
  return protocol === 'https:' && /^(?:www\.)?github\.com$/.test(host) ? pathname.replace(/^\/+/, '') : null
}

function withOwn(at: string, allow: AllowedHosts): AllowedHosts {
  return URL.canParse(at) && loopback.test(new URL(at).hostname) ? new Set([...allow, hostAndPort(at)]) : allow
}

function hostAndPort(at: string): string {
  const { hostname, port, protocol } = new URL(at)
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`
}
