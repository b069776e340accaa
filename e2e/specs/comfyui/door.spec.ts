import { expect, test } from '../../fixtures.ts'

/** Promise: ComfyUI's own page reaches the sidecar through the door, events included; any other page gets nothing. */

test.use({ allowedErrors: /403|net::ERR/ })

test('questions and events come through, on both spellings @once', async ({ comfy, page }) => {
  const told = await page.evaluate(async () => {
    const headers = { 'X-Greenlight': '1' }
    const health = await (await fetch('/api/greenlight/health', { headers })).json()
    const stop = new AbortController()
    const events = await fetch('/greenlight/events', { headers: { ...headers, Accept: 'text/event-stream' }, signal: stop.signal })
    const first = await events.body?.getReader().read()
    stop.abort()
    return { health, type: events.headers.get('Content-Type'), first: new TextDecoder().decode(first?.value) }
  })
  expect(told.health).toEqual({ status: 'healthy' })
  expect(told.type).toContain('text/event-stream')
  expect(told.first).toContain('hello')
  expect(comfy.url).not.toBe('')
})

test('what belongs to the own page does not come through @once', async ({ comfy, page }) => {
  expect(comfy.url).not.toBe('')
  const statuses = await page.evaluate(async () => {
    const ask = (path: string, init?: RequestInit) => fetch(path, { headers: { 'X-Greenlight': '1', 'Content-Type': 'application/json' }, ...init }).then((answer) => answer.status)
    return [await ask('/greenlight/'), await ask('/greenlight/session', { method: 'POST', body: '{"code":"AAAAAAAA"}' }), await ask('/greenlight/page.mjs')]
  })
  expect(statuses).toEqual([403, 403, 403])
})

test('a page of another origin can neither read nor write @once', async ({ stage, page }) => {
  const target = stage.host.url
  await page.route('http://localhost:1/', (route) => route.fulfill({ contentType: 'text/html', body: '<p>another page</p>' }))
  await page.goto('http://localhost:1/')
  const results = await page.evaluate(async (url) => {
    const attempts: RequestInit[] = [
      {},
      { headers: { 'X-Greenlight': '1' } },
      { mode: 'no-cors' },
      { method: 'POST', mode: 'no-cors', body: '{"workflow":{}}' },
      { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Greenlight': '1' }, body: '{"workflow":{}}' },
    ]
    const outcome = (init: RequestInit) =>
      fetch(`${url}/greenlight/${init.method === 'POST' ? 'inspect' : 'workflows'}`, init).then(
        (answer) => (answer.type === 'opaque' ? 'opaque' : String(answer.status)),
        () => 'stopped',
      )
    return Promise.all(attempts.map(outcome))
  }, target)
  for (const result of results) expect(['stopped', 'opaque']).toContain(result)
  const seen = (await (await fetch(`${target}/host-double/requests`)).json()) as { method: string; path: string; status: number | null }[]
  const reached = seen.filter(({ path, status }) => path.startsWith('/greenlight/') && status === 200)
  expect(reached).toEqual([])
})
