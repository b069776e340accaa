import { expect, it } from 'vitest'
import { openHost, refusalOf, textOf } from '../testing/open-host.js'
import { namedCertificate } from '../testing/self-signed.js'
import { serve, serveRaw, serveTls } from '../testing/serve.js'
import { serveProxy } from '../testing/serve-proxy.js'

const token = 'hf_canary0123456789'

it('goes through a tunnel where the endpoint is https: the proxy learns the host and nothing else', async () => {
  await using proxy = await serveProxy()
  await using server = await serveTls((request, answer) => answer.end(`${request.url} ${request.headers.authorization}`), namedCertificate)
  const env = { HTTPS_PROXY: proxy.url.replace('//', '//me:p%40ss@') }
  const { host, lookUps, lines } = openHost({ endpoint: `https://mirror.test:${server.port}`, token, env })
  expect(textOf(await host.fetch('/x?secret=1', 'file'))).toBe(`/x?secret=1 Bearer ${token}`)
  expect(proxy.asked.map(({ line, authorization }) => [line, authorization])).toEqual([[`CONNECT mirror.test:${server.port}`, `Basic ${btoa('me:p@ss')}`]])
  expect(proxy.asked[0]?.headers).not.toContain('canary')
  expect(lookUps).toEqual([])
  expect(lines).toMatchObject([{ host: `mirror.test:${server.port}`, status: 200 }])
  expect(lines[0]?.received).toBeGreaterThan(0)
  await expect.poll(() => proxy.tunnels.size).toBe(0)
})

it('checks the certificate of the endpoint inside the tunnel', async () => {
  await using proxy = await serveProxy()
  await using server = await serveTls((_, answer) => answer.end(), namedCertificate)
  const { host } = openHost({ endpoint: `https://other.test:${server.port}`, env: { HTTPS_PROXY: proxy.url } })
  expect(await refusalOf(host.fetch('/x', 'file'))).toContain('its certificate is not trusted')
})

it('lets the proxy ask where the endpoint is plain http', async () => {
  await using proxy = await serveProxy()
  await using server = await serve((request, answer) => answer.end(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`))
  const there = `mirror.test:${server.port}`
  const { host } = openHost({ endpoint: `http://${there}`, allow: [there], env: { http_proxy: proxy.url } })
  expect(textOf(await host.fetch('/x', 'file'))).toContain('/x')
  expect(proxy.asked.map(({ line }) => line)).toEqual([`GET http://${there}/x`])
})

it('is not used while the source is off, nor for this machine, nor where NO_PROXY says so', async () => {
  await using proxy = await serveProxy()
  await using server = await serveTls((_, answer) => answer.end('straight'), namedCertificate)
  await using local = await serve((_, answer) => answer.end('straight'))
  const env = { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url }
  const endpoint = `https://mirror.test:${server.port}`
  expect(await refusalOf(openHost({ endpoint, env, use: 'off' }).host.fetch('/x', 'file'))).toMatch(/^SOURCE_OFF/)
  expect(textOf(await openHost({ endpoint: local.url, env }).host.fetch('/x', 'file'))).toBe('straight')
  expect(textOf(await openHost({ endpoint, env: { ...env, NO_PROXY: 'mirror.test' } }).host.fetch('/x', 'file'))).toBe('straight')
  expect(proxy.asked).toEqual([])
  await openHost({ endpoint, env }).host.fetch('/x', 'file')
  expect(proxy.asked).toHaveLength(1)
})

it.each(['https://printer/x', 'https://nas.local/x', 'https://db.internal/x', 'https://metadata.google.internal/x', 'https://x.localhost/x', 'https://router.lan/x', 'https://10.0.0.1/x', 'https://[::1]/x'])(
  'is not led into the private network by a redirect to %s',
  async (to) => {
    await using proxy = await serveProxy()
    await using server = await serveTls((_, answer) => answer.writeHead(302, { location: to }).end(), namedCertificate)
    const { host } = openHost({ endpoint: `https://mirror.test:${server.port}`, env: { HTTPS_PROXY: proxy.url } })
    expect(await refusalOf(host.fetch('/x', 'file'))).toMatch(/^SOURCE_REFUSED_ADDRESS/)
    expect(proxy.asked).toHaveLength(1)
  },
)

it('that refuses, is silent, is not there or is of an unknown kind is told, and nothing goes straight', async () => {
  await using refusing = await serveProxy({ refuse: 407 })
  let asked = 0
  await using server = await serveTls((_, answer) => answer.end(String(++asked)), namedCertificate)
  const ask = (proxy: string, timeoutMs = 5000) => refusalOf(openHost({ endpoint: `https://mirror.test:${server.port}`, env: { HTTPS_PROXY: proxy }, timeoutMs }).host.fetch('/x', 'file'))
  expect(await ask(refusing.url.replace('//', '//me:secret@'))).toBe(
    `SOURCE_UNREACHABLE: huggingface gave no answer at mirror.test:${server.port} (its proxy 127.0.0.1:${refusing.port} refuses with status 407).`,
  )
  expect(await ask('http://127.0.0.1:9')).toContain('nothing listens there')
  expect(await ask('socks5://127.0.0.1:1080')).toContain('a proxy of the kind socks5: is not known here')
  await using silent = await serveRaw(() => undefined)
  expect(await ask(silent.url, 200)).toContain('no answer within 200 ms')
  expect(asked).toBe(0)
})
