import { expect, it } from 'vitest'
import { askedOf, hostOf, refuseAsked, shownAsked } from './asked.js'

const allow = new Set(['mirror.lan:443', '10.0.0.5:3000'])
const of = (url: string, mirror: string | null) => askedOf(url, mirror)

it.each([
  ['https://github.com/owner/name', 'https://mirror.example', 'https://mirror.example/owner/name'],
  ['https://github.com/owner/name.git', 'https://mirror.example/github.com', 'https://mirror.example/github.com/owner/name.git'],
  ['https://www.GitHub.com/Owner/Name', 'http://127.0.0.1:8080', 'http://127.0.0.1:8080/Owner/Name'],
  ['https://github.com/owner/name', 'https://proxy.example/https://github.com', 'https://proxy.example/https://github.com/owner/name'],
])('asks about %s at %s', (url, mirror, at) => {
  const asked = of(url, mirror)
  expect(asked).toEqual({ url, told: expect.stringMatching(/^https:\/\/github\.com\/owner\/name/i), at, settings: [`url.${mirror}/.insteadOf=https://github.com/`] })
  expect(asked.told.replace('https://github.com/', `${mirror}/`)).toBe(at)
  expect(hostOf(asked)).toBe(new URL(mirror).host)
  expect(shownAsked(asked)).toBe(`${url} (asked at ${new URL(mirror).host})`)
})

it.each([
  'https://gitlab.com/owner/name',
  'https://gist.github.com/0123456789abcdef',
  'https://github.com.evil.example/owner/name',
  'https://evilgithub.com/owner/name',
  'https://github.com:8443/owner/name',
  'http://github.com/owner/name',
  'nothing',
])('asks about %s where it is', (url) => {
  expect(of(url, 'https://mirror.example')).toEqual({ url, told: url, at: url, settings: [] })
  expect(shownAsked(of(url, 'https://mirror.example'))).toBe(url)
})

it.each([
  'https://mirror.example',
  'https://mirror.lan',
  'http://10.0.0.5:3000/mirror',
  'http://127.0.0.1:8080',
  'http://localhost:1234/x',
  'https://[::1]:8443',
])('takes the mirror %s', (mirror) => {
  expect(refuseAsked(of('https://github.com/o/n', mirror), allow)).toBeNull()
})

it.each([
  ['http://mirror.example', /mirror mirror\.example, and it is a http address/],
  ['http://mirror.lan', /mirror mirror\.lan, and it is a http address/],
  ['https://10.0.0.6', /10\.0\.0\.6 is no public name/],
  ['http://10.0.0.5:3001', /http address/],
  ['https://intranet', /intranet is no public name/],
  ['https://169.254.169.254', /169\.254\.169\.254 is no public name/],
  ['https://me:secret@mirror.example', /a name or a password/],
  ['https://mirror.example/a=b', /letters that no address has/],
  ['ssh://mirror.example', /ssh address/],
  ['file:///srv', /file address/],
])('refuses the mirror %s', (mirror, because) => {
  expect(refuseAsked(of('https://github.com/o/n', mirror), allow)).toMatch(because)
})

it('lets a mirror on this machine open no other address there', () => {
  expect(refuseAsked(of('http://127.0.0.1:8080/o/n', 'http://127.0.0.1:8080'), allow)).toMatch(/http address/)
  expect(refuseAsked(of('https://github.com/-o/`n`', 'http://127.0.0.1:8080'), allow)).toMatch(/letters that no address has/)
})
