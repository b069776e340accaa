import { expect, it } from 'vitest'
import { refusalOf } from '../testing/open-host.js'
import { serveProxy } from '../testing/serve-proxy.js'
import { askFor, modelBytes, openTestTransfers } from './testing/open-test-transfers.js'
import { proper, redirectTo, serveScripts } from './testing/serve-file.js'

const bytes = modelBytes(2_000_000)
const token = 'hf_canary0123456789'
const soon = () => AbortSignal.timeout(10_000)

it('goes through a tunnel, hop by hop, and the proxy never sees the token', async () => {
  await using proxy = await serveProxy()
  await using second = await serveScripts([proper(bytes)], 'cdn.test')
  await using origin = await serveScripts([redirectTo(`https://cdn.test:${second.port}/file`)])
  await using test = await openTestTransfers({ source: { endpoint: `https://mirror.test:${origin.port}`, token }, parts: { env: { https_proxy: proxy.url } } })
  expect(await test.transfers.fetch(askFor(test.part, origin.file, bytes), { signal: soon() })).toMatchObject({ fetched: bytes.length })
  expect(proxy.asked.map(({ line }) => line)).toEqual([`CONNECT mirror.test:${origin.port}`, `CONNECT cdn.test:${second.port}`])
  expect(JSON.stringify(proxy.asked)).not.toContain('canary')
  expect(test.lookUps).toEqual([])
  await expect.poll(() => proxy.tunnels.size).toBe(0)
})

it.each(['https://intranet/x', 'https://files.corp/x', 'https://192.168.0.9/x'])('%s is kept from the proxy', async (to) => {
  await using proxy = await serveProxy()
  await using origin = await serveScripts([redirectTo(to)])
  await using test = await openTestTransfers({ source: { endpoint: `https://mirror.test:${origin.port}` }, parts: { env: { https_proxy: proxy.url } } })
  expect(await refusalOf(test.transfers.fetch(askFor(test.part, origin.file, bytes), { signal: soon() }))).toMatch(/^SOURCE_REFUSED_ADDRESS/)
  expect(proxy.asked.map(({ line }) => line)).toEqual([`CONNECT mirror.test:${origin.port}`])
})

it('a proxy that refuses, or that is none, is no way straight out', async () => {
  await using proxy = await serveProxy({ refuse: 407 })
  for (const https_proxy of [proxy.url, 'socks5://127.0.0.1:1080', 'http://']) {
    await using test = await openTestTransfers({ parts: { env: { https_proxy } } })
    expect(await refusalOf(test.transfers.fetch(askFor(test.part, 'https://mirror.test/x', bytes), { signal: soon() }))).toMatch(/^SOURCE_(?:UNREACHABLE|REFUSED_ADDRESS)/)
  }
})
