import { expect, it } from 'vitest'
import { createGitWay } from './git-way.js'

const names = new Map([
  ['git.example', ['203.0.114.5', '2606:4700::1']],
  ['inner.example', ['10.0.0.7']],
  ['both.example', ['10.0.0.7', '203.0.114.6']],
])

function ways({ allow = [], env = {}, mirror = null }: { allow?: string[]; env?: Record<string, string>; mirror?: string | null } = {}) {
  const asked: string[] = []
  const lookUp = (hostname: string) => {
    asked.push(hostname)
    const found = names.get(hostname)
    if (found === undefined) return Promise.reject(new Error('getaddrinfo ENOTFOUND'))
    return Promise.resolve(found.map((address) => ({ address, family: address.includes(':') ? (6 as const) : (4 as const) })))
  }
  const way = createGitWay({ allow: new Set(allow), env, mirror: () => mirror, lookUp })
  return { asked, find: (url: string, signal = new AbortController().signal) => way(new URL(url), signal) }
}

it('holds a host to the public addresses of its name', async () => {
  const { find } = ways()
  expect(await find('https://git.example/o/n')).toEqual({ ok: true, straight: true, addresses: ['203.0.114.5', '[2606:4700::1]'] })
  expect(await find('https://both.example/o/n')).toEqual({ ok: true, straight: true, addresses: ['203.0.114.6'] })
  expect(await find('https://inner.example/o/n')).toEqual({ ok: false, because: 'its name leads to no address of the public internet' })
  expect(await find('https://nobody.example/o/n')).toEqual({ ok: false, because: 'its host is not found' })
})

it.each([null, 'https://inner.example/mirror'])('lets a private host in only by name (mirror %s)', async (mirror) => {
  expect((await ways({ mirror }).find('https://inner.example/mirror/o/n')).ok).toBe(false)
  const { find } = ways({ mirror, allow: ['inner.example:443'] })
  expect(await find('https://inner.example/mirror/o/n')).toEqual({ ok: true, straight: true, addresses: ['10.0.0.7'] })
})

it('lets this machine in as the mirror alone', async () => {
  const { find, asked } = ways({ mirror: 'http://127.0.0.1:3000/x' })
  expect(await find('http://127.0.0.1:3000/x/o/n')).toEqual({ ok: true, straight: true, addresses: null })
  expect(await find('http://127.0.0.1:3001/x/o/n')).toEqual({ ok: false, because: 'it is on this machine' })
  expect((await ways().find('http://127.0.0.1:3000/x/o/n')).ok).toBe(false)
  expect((await ways({ mirror: 'http://localhost:3000' }).find('http://localhost:3000/o/n')).ok).toBe(true)
  expect(asked).toEqual([])
})

it.each([{ HTTPS_PROXY: 'http://proxy.lan:3128' }, { https_proxy: 'proxy.lan:3128' }, { ALL_PROXY: 'socks5h://proxy.lan:1080' }])('leaves names to the proxy %j', async (env) => {
  const { find, asked } = ways({ env })
  expect(await find('https://git.example/o/n')).toEqual({ ok: true, straight: false, addresses: null })
  expect((await find('https://mirror.local/o/n')).ok).toBe(false)
  expect(asked).toEqual([])
  const excepted = ways({ env: { ...env, NO_PROXY: 'git.example' } })
  expect((await excepted.find('https://git.example/o/n')).ok && excepted.asked).toEqual(['git.example'])
})

it('stops when asked', async () => {
  const stop = new AbortController()
  stop.abort(new Error('enough'))
  await expect(ways().find('https://git.example/o/n', stop.signal)).rejects.toThrow('enough')
})
