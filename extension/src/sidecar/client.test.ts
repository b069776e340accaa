import { afterEach, expect, test } from 'vitest'
import { readyCheck } from '../dev/fixtures.js'
import { serveAnswers, type Serving } from '../testing/serve-answers.js'
import { comfyAccess, ownAccess } from './access.js'
import { createSidecar } from './client.js'

let serving: Serving | null = null
afterEach(() => serving?.stop())

async function answering(status: number, body: string): Promise<{ sidecar: ReturnType<typeof createSidecar>; requests: Serving['requests'] }> {
  serving = await serveAnswers((_, response) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(body))
  const { address, requests } = serving
  return { sidecar: createSidecar(comfyAccess((path) => `${address}/api${path}`)), requests }
}

test('a question goes through ComfyUI with the header that its door asks for', async () => {
  const { sidecar, requests } = await answering(200, JSON.stringify(readyCheck))
  const told = await sidecar.call('inspect', { body: { workflow: { nodes: [] } } })
  expect(told).toEqual({ ok: true, value: readyCheck })
  expect(requests.map(({ method, url, body }) => [method, url, body])).toEqual([['POST', '/api/greenlight/inspect', '{"workflow":{"nodes":[]}}']])
  expect(requests[0]?.headers).toMatchObject({ 'x-greenlight': '1', 'content-type': 'application/json' })
  expect(requests[0]?.headers.authorization).toBeUndefined()
})

test('the own page speaks with its session', async () => {
  serving = await serveAnswers((_, response) => response.end('{"status":"healthy"}'))
  const { address, requests } = serving
  const own = ownAccess(() => 'secret')
  await createSidecar({ ...own, address: (path) => address + path }).call('health')
  expect(requests[0]?.headers.authorization).toBe('Bearer secret')
  expect(requests[0]?.url).toBe('/health')
})

test.each([
  ['a refusal with its code', 403, '{"code":"SHIM_REFUSED","message":"m","hint":"h"}', 'refused', 'SHIM_REFUSED'],
  ['the shim without a sidecar', 503, '{"code":"SIDECAR_ABSENT","message":"m","hint":"h"}', 'unanswered', 'SIDECAR_ABSENT'],
  ['ComfyUI without the shim', 404, '404: Not Found', 'unanswered', 'SIDECAR_ABSENT'],
  ['a gateway', 502, '<html>', 'unanswered', 'SIDECAR_ABSENT'],
  ['a fault without a code', 500, 'oops', 'unreadable', 'PANEL_REPLY_UNREADABLE'],
  ['half an answer', 200, '{"schema":"greenlight/check@1"', 'unreadable', 'PANEL_REPLY_UNREADABLE'],
  ['another shape', 200, '{"schema":"greenlight/check@2","reports":[]}', 'unreadable', 'PANEL_REPLY_UNREADABLE'],
])('%s', async (_, status, body, kind, code) => {
  const { sidecar } = await answering(status, body)
  expect(await sidecar.call('inspect', { body: {} })).toMatchObject({ ok: false, kind, status, problem: { code } })
})

test('nobody there', async () => {
  const { sidecar } = await answering(200, '')
  await serving?.stop()
  expect(await sidecar.call('health')).toMatchObject({ ok: false, kind: 'unanswered', status: null })
})

test('giving up ends the request', async () => {
  serving = await serveAnswers(() => {})
  const { address } = serving
  const controller = new AbortController()
  const told = createSidecar(comfyAccess((path) => address + path)).call('health', { signal: controller.signal })
  controller.abort()
  expect(await told).toMatchObject({ ok: false })
})
