import { expect, it } from 'vitest'
import type { LedgerLine } from '../../../core/outside.js'
import { exchange } from '../exchange.js'
import { namedCertificate } from '../testing/self-signed.js'
import { serve, serveTls } from '../testing/serve.js'
import { serveProxy } from '../testing/serve-proxy.js'
import { type GateNeeds, leadThrough } from './lead-through.js'

type Env = Readonly<Record<string, string>>
const never = new AbortController().signal

interface Given extends Partial<GateNeeds> {
  /** What names mean; others are public. */
  readonly names?: Readonly<Record<string, string>>
}

/** Runs `program` behind a gate of this test; answers what it printed. */
function gated(given: Given = {}) {
  const lines: LedgerLine[] = []
  const lead = leadThrough({
    ...{ source: 'pypi', purpose: 'a test', endpoint: () => 'https://index.test', allow: new Set<string>(), env: {}, now: () => 0 },
    lookUp: async (name) => [{ address: given.names?.[name] ?? '93.184.215.14', family: 4 }],
    ledger: { ready: async () => undefined, write: async (line) => void lines.push(line) },
    ...given,
  })
  const run = async (program: (env: Env) => Promise<string>) => {
    const answer = await lead(async (env) => {
      const told = await program(env).then((stdout) => ({ code: 0, stdout }), (error: unknown) => ({ code: 1, stdout: String(error) }))
      return { ...told, stderr: '', timedOut: false, cut: false, unstarted: null, offline: null }
    }, never)
    return answer.stdout
  }
  return { run, lines }
}

/** A program that asks for one address by the proxy that its environment names. */
function asks(url: string, change: (proxy: string) => string = (proxy) => proxy) {
  return async (env: Env): Promise<string> => {
    const proxy = new URL(change(env.HTTPS_PROXY ?? ''))
    const trust = [namedCertificate.cert]
    const { status, bytes } = await exchange({ url: new URL(url), method: 'GET', headers: {}, body: null, addresses: null, proxy, anyCertificate: false, trust, signal: null, timeoutMs: 5000, maxBytes: 10_000 })
    return `${status} ${new TextDecoder().decode(bytes)}`
  }
}

it('lets a program through to its hosts, and tells each of them with its bytes', async () => {
  await using server = await serveTls((request, answer) => answer.end(`${request.url} ${request.headers['proxy-authorization'] ?? 'no password'}`), namedCertificate)
  const here = `mirror.test:${server.port}`
  const { run, lines } = gated({ allow: new Set([here]), names: { 'mirror.test': '127.0.0.1' } })
  expect(await run(asks(`https://${here}/simple`))).toBe('200 /simple no password')
  expect(lines).toEqual([{ at: '1970-01-01T00:00:00.000Z', source: 'pypi', host: here, purpose: 'a test', status: 200, sent: expect.any(Number), received: expect.any(Number) }])
  expect(lines[0]?.received).toBeGreaterThan(500)
})

it('passes on to a plain mirror on this machine, where the person named it, and to no other', async () => {
  await using mirror = await serve((request, answer) => answer.writeHead(203, { 'x-own': 'yes' }).end(`${request.url} ${request.headers['proxy-authorization'] ?? 'no password'}`))
  const near = gated({ endpoint: () => mirror.url })
  expect(await near.run(asks(`${mirror.url}/simple/x?y`))).toBe('203 /simple/x?y no password')
  expect(near.lines).toMatchObject([{ host: `127.0.0.1:${mirror.port}`, status: 203 }])
  expect(near.lines[0]?.received).toBeGreaterThan(50)
  expect(await gated().run(asks(`${mirror.url}/simple`))).toMatch(/^403/)
})

it.each([
  ['https://10.0.0.1/x', 'it is no address of the public internet'],
  ['https://169.254.169.254/latest', 'it is no address of the public internet'],
  ['https://[::ffff:127.0.0.1]/x', 'it is no address of the public internet'],
  ['https://127.0.0.1:1/x', 'it is on this machine'],
  ['https://localhost:1/x', 'it is on this machine'],
  ['https://rebound.test/x', 'its name leads to no address of the public internet'],
])('does not lead to %s', async (url, because) => {
  const { run, lines } = gated({ names: { 'rebound.test': '192.168.1.1' } })
  await expect(run(asks(url))).rejects.toMatchObject({ problem: { code: 'SOURCE_REFUSED_ADDRESS', message: expect.stringContaining(because) } })
  expect(lines.map(({ sent, received }) => sent + received)).toEqual(url.includes('rebound') ? [0] : [])
})

it('serves nobody who does not know its password', async () => {
  await using server = await serveTls((_, answer) => answer.end('in'), namedCertificate)
  const here = `mirror.test:${server.port}`
  const { run, lines } = gated({ allow: new Set([here]), names: { 'mirror.test': '127.0.0.1' } })
  expect(await run(asks(`https://${here}/`, (proxy) => proxy.replace(/gate:[^@]+@/, 'gate:wrong@')))).toContain('407')
  expect(await run(asks(`https://${here}/`, (proxy) => proxy.replace(/gate:[^@]+@/, '')))).toContain('407')
  expect(lines).toEqual([])
})

it("goes on through the machine's own proxy, whose password the program never sees", async () => {
  await using proxy = await serveProxy()
  await using server = await serveTls((_, answer) => answer.end('behind'), namedCertificate)
  const seen: string[] = []
  const { run } = gated({ env: { HTTPS_PROXY: proxy.url.replace('//', '//me:own-secret@') } })
  const program = asks(`https://mirror.test:${server.port}/`)
  expect(await run((env) => (seen.push(JSON.stringify(env)), program(env)))).toBe('200 behind')
  expect(proxy.asked).toMatchObject([{ line: `CONNECT mirror.test:${server.port}`, authorization: `Basic ${btoa('me:own-secret')}` }])
  expect(seen.join('')).not.toContain('own-secret')
})

it('is closed when the program has ended, and does not start where nothing can be told', async () => {
  let proxy = ''
  const { run } = gated()
  await run(async (env) => (proxy = env.HTTPS_PROXY ?? ''))
  await expect(asks('https://public.test/')({ HTTPS_PROXY: proxy })).rejects.toThrow(/ECONNREFUSED/)
  const mute = gated({ ledger: { ready: () => Promise.reject(new Error('no line')), write: async () => undefined } })
  let started = false
  await expect(mute.run(async () => String((started = true)))).rejects.toThrow('no line')
  expect(started).toBe(false)
})
