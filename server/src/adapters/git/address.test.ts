import { expect, it } from 'vitest'
import { refuseAddress } from './address.js'

const allow = new Set(['127.0.0.1:8080', 'mirror.lan:443', 'git:3000'])

it.each([
  'https://github.com/owner/name',
  'https://github.com/owner/name.git',
  'https://git.example.org:8443/a/b/c',
  'https://mirror.lan/x',
  'http://127.0.0.1:8080/x.git',
  'http://git:3000/x',
])('takes %j', (address) => {
  expect(refuseAddress(address, allow)).toBeNull()
})

it.each([
  '--upload-pack=touch x',
  '-oProxyCommand=x',
  'http://github.com/owner/name',
  'git://github.com/owner/name',
  'ssh://git@github.com/owner/name',
  'git@github.com:owner/name',
  'file:///etc',
  '/etc/passwd',
  '../x',
  'C:\\x',
  'ext::sh -c touch% x',
  'fd::17',
  'https://user@github.com/owner/name',
  'https://user:secret@github.com/owner/name',
  'https://:secret@github.com/owner/name',
  'https://github.com/owner/name?x=1',
  'https://github.com/owner/name#x',
  'https://github.com',
  'https://github.com//',
  'https://localhost/x',
  'https://127.0.0.1/x',
  'https://2130706433/x',
  'https://0x7f.1/x',
  'https://[::1]/x',
  'https://169.254.169.254/latest',
  'https://10.0.0.5/x',
  'http://127.0.0.1:8081/x',
  'https://intranet/x',
  'https://github.com/owner/na me',
  'https://github.com/owner/name\n--x',
  'https://github.com/owner/\u202ename',
  'https://github.com/owner/`x`',
  `https://github.com/${'x'.repeat(3000)}`,
  '',
])('refuses %j', (address) => {
  expect(refuseAddress(address, allow)).toMatch(/^\S.{5,}/)
})
