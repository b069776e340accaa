import { expect, it } from 'vitest'
import { isPublicAddress } from './public-address.js'

it.each([
  '1.1.1.1', '9.255.255.255', '11.0.0.0', '93.184.215.14', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.1', '168.63.129.15', '169.253.255.255',
  '172.15.255.255', '172.32.0.0', '192.167.255.255', '192.169.0.0', '198.17.255.255', '198.20.0.0', '223.255.255.255', '2001:4860:4860::8888', '2606:4700::1111', '2a00:1450::1',
])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true))

it.each([
  ['this host', '0.0.0.0'], ['this network', '0.1.2.3'], ['private', '10.0.0.1'], ['carrier NAT', '100.64.0.1'], ['carrier NAT, metadata', '100.100.100.200'],
  ['loopback', '127.0.0.1'], ['loopback', '127.255.255.255'], ['metadata', '169.254.169.254'], ['metadata', '168.63.129.16'], ['private', '172.16.0.1'], ['private', '172.31.255.255'],
  ['protocols', '192.0.0.192'], ['documentation', '192.0.2.1'], ['6to4 relay', '192.88.99.1'], ['private', '192.168.1.1'], ['benchmark', '198.18.0.1'], ['benchmark', '198.19.255.255'],
  ['documentation', '198.51.100.7'], ['documentation', '203.0.113.7'], ['multicast', '224.0.0.1'], ['reserved', '240.0.0.1'], ['broadcast', '255.255.255.255'],
  ['unspecified', '::'], ['loopback', '::1'], ['mapped', '::ffff:127.0.0.1'], ['mapped, public inside', '::ffff:1.1.1.1'], ['mapped in hex', '::ffff:7f00:1'], ['compatible', '::7f00:1'],
  ['NAT64', '64:ff9b::7f00:1'], ['local NAT64', '64:ff9b:1::1'], ['discard', '100::1'], ['Teredo', '2001::1'], ['documentation', '2001:db8::1'], ['6to4', '2002:7f00:1::'],
  ['documentation', '3fff::1'], ['unique local', 'fc00::1'], ['metadata', 'fd00:ec2::254'], ['link-local', 'fe80::1'], ['with a zone', 'fe80::1%eth0'], ['public with a zone', '2606:4700::1%1'],
  ['site-local', 'fec0::1'], ['multicast', 'ff02::1'], ['a name', 'localhost'], ['nothing', ''], ['in brackets', '[2606:4700::1111]'], ['short form', '127.1'], ['octal', '0177.0.0.1'],
])('%s is not: %s', (_, address) => expect(isPublicAddress(address)).toBe(false))
