import { BlockList, isIP } from 'node:net'

/**
 * Ranges that no public service has an address in: IANA's special-purpose registries (RFC 6890 and its successors), multicast, and one
 * public address behind which a cloud keeps its metadata.
 */
const special = new BlockList()
for (const range of [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '168.63.129.16/32', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24',
  '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
]) add(range, 'ipv4')
for (const range of ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']) add(range, 'ipv6')

/** All global unicast addresses of IPv6 so far: mapped, NAT64, local, link-local and multicast ones lie outside. */
const global = new BlockList()
global.addSubnet('2000::', 3, 'ipv6')

function add(range: string, family: 'ipv4' | 'ipv6'): void {
  const [net = '', bits] = range.split('/')
  special.addSubnet(net, Number(bits), family)
}

/** Whether a numeric address (no brackets) belongs to the public internet; false for anything that is no address. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !special.check(address, 'ipv4')
  return isIP(address) === 6 && !address.includes('%') && global.check(address, 'ipv6') && !special.check(address, 'ipv6')
}
