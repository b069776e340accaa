const loopback = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i

/**
 * Address of the own page at one of its parts (`sources`, `plan=ID`); null where there is none, or where this browser is on another
 * machine than the sidecar, so that its loopback is not ours. `here`: the host name of the page that asks.
 */
export function pageFor(page: string | null, here: string, part: string): string | null {
  if (page === null || !URL.canParse(page)) return null
  const address = new URL(page)
  if (!/^https?:$/.test(address.protocol)) return null
  if (loopback.test(address.hostname) && !loopback.test(here)) return null
  address.hash = part
  return address.href
}

/** The plan that an address names after its `#`; null when it names none. Ids are 26 letters and digits. */
export function planInHash(hash: string): string | null {
  const named = new URLSearchParams(hash.replace(/^#/, '')).get('plan')
  return named !== null && /^[0-9A-Z]{10,40}$/i.test(named) ? named : null
}
