/** Names that only a local network answers. */
const localEndings = ['.home.arpa', '.internal', '.intranet', '.lan', '.local', '.localdomain', '.localhost', '.onion']

/**
 * Whether a host (as `URL.hostname` gives it: lower case, IPv4 in dotted form, IPv6 in brackets) is this machine, a private network
 * or no public host at all. A model is never fetched from there, whatever a workflow says.
 */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/\.$/, '')
  if (host.startsWith('[')) return isPrivateV6(host.slice(1, -1))
  if (/^\d+(?:\.\d+){3}$/.test(host)) return isPrivateV4(host.split('.').map(Number))
  return !/^(?:[^.]+\.)+[a-z][a-z0-9-]*$/.test(host) || localEndings.some((ending) => host.endsWith(ending))
}

/** RFC 6890 and multicast: what is not to be met on the open net. */
function isPrivateV4([a = 0, b = 0, c = 0]: readonly number[]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return true
  if (a === 100) return b >= 64 && b < 128
  if (a === 169) return b === 254
  if (a === 172) return b >= 16 && b < 32
  if (a === 192) return b === 168 || (b === 0 && (c === 0 || c === 2))
  if (a === 198) return b === 18 || b === 19 || (b === 51 && c === 100)
  return a === 203 && b === 0 && c === 113
}

/** Only global unicast is public; what carries an IPv4 address inside is judged by that one. */
function isPrivateV6(address: string): boolean {
  const groups = groupsOf(address)
  if (groups === null) return true
  const [first = 0, second = 0] = groups
  const last = [groups[6] ?? 0, groups[7] ?? 0]
  const leading = groups.slice(0, 5).every((group) => group === 0)
  if (leading && (groups[5] === 0xffff || groups[5] === 0)) return groups[5] === 0 || isPrivateV4(bytesOf(last))
  if (first === 0x64 && second === 0xff9b) return isPrivateV4(bytesOf(last))
  if (first === 0x2002) return isPrivateV4(bytesOf(groups.slice(1, 3)))
  if (first === 0x2001 && (second === 0xdb8 || second < 0x200)) return true
  return first < 0x2000 || first > 0x3fff
}

function bytesOf(groups: readonly number[]): number[] {
  return groups.flatMap((group) => [group >> 8, group & 0xff])
}

/** The eight groups of an address that `URL` has written already. */
function groupsOf(address: string): number[] | null {
  const [head = '', tail] = address.split('::')
  const read = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)))
  const [left, right] = [read(head), tail === undefined ? [] : read(tail)]
  const groups =
    tail === undefined
      ? left
      : [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => 0), ...right]
  return groups.length === 8 && groups.every((group) => group >= 0 && group <= 0xffff) ? groups : null
}
