/** Hosts that plain http and private addresses are allowed for, `host:port` in lower case, the port always told. */
export type AllowedHosts = ReadonlySet<string>

const number = /^\d{1,3}(?:\.\d{1,3}){3}$/

/** Why git is not given this address, as a clause; null: it is an ordinary https address of a repository. Asks no name server. */
export function refuseAddress(address: string, allow: AllowedHosts): string | null {
  if (address.startsWith('-')) return 'it begins with a dash'
  if (/[\s\p{Cc}\p{Cf}"'`\\<>{}|^]/u.test(address) || address.length > 2000) return 'it has letters that no address has'
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null) return 'it is not an address of the form https://HOST/OWNER/NAME'
  if (url.username !== '' || url.password !== '') return 'it has a name or a password in it'
  if (url.search !== '' || url.hash !== '') return 'it goes on after the name of the repository'
  const named = allow.has(`${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && named))
    return `it is a ${url.protocol.replace(/:$/, '')} address, not https`
  if (!named && (number.test(url.hostname) || !url.hostname.includes('.') || url.hostname.startsWith('[')))
    return `${url.hostname} is no public name`
  if (!/[^/]/.test(url.pathname)) return 'it names no repository'
  return null
}
