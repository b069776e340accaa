import { getEventListeners } from 'node:events'
import { expect, it } from 'vitest'
import { ProblemError } from '../../../problems.js'
import { openHost, refusalOf, textOf } from '../testing/open-host.js'
import { serve } from '../testing/serve.js'

it('asks with GET, HEAD and POST, plainly and always for unpacked bytes', async () => {
  await using server = await serve((request, answer) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      if (request.method === 'HEAD') return answer.writeHead(200, { 'content-length': '6775430350', 'x-repo-commit': 'abc' }).end()
      return answer.end(JSON.stringify([request.method, request.url, request.headers['accept-encoding'], request.headers['user-agent'], body]))
    })
  })
  const { host } = openHost({ endpoint: server.url })
  expect(JSON.parse(textOf(await host.fetch('/a b/模型?x=1', 'file')))).toEqual(['GET', '/a%20b/%E6%A8%A1%E5%9E%8B?x=1', 'identity', 'greenlight', ''])
  expect(JSON.parse(textOf(await host.fetch('/p', 'hashes', { method: 'POST', body: '["ü"]', headers: { 'Content-Type': 'application/json' } })))[4]).toBe('["ü"]')
  const head = await host.fetch('/f', 'size', { method: 'HEAD' })
  expect([head.status, head.headers.get('content-length'), head.headers.get('x-repo-commit'), head.bytes.length]).toEqual([200, '6775430350', 'abc', 0])
})

it('answers every status, the bodies of refusals too', async () => {
  await using server = await serve((request, answer) => answer.writeHead(Number(request.url?.slice(1))).end('why'))
  const { host } = openHost({ endpoint: server.url })
  for (const status of [200, 204, 400, 401, 403, 404, 410, 451, 500, 502]) {
    expect((await host.fetch(`/${status}`, 'file')).status).toBe(status)
  }
})

it('keeps the path of a mirror', async () => {
  await using server = await serve((request, answer) => answer.end(request.url))
  expect(textOf(await openHost({ endpoint: `${server.url}/hub/v1` }).host.fetch('/api/models?search=x', 'by name'))).toBe('/hub/v1/api/models?search=x')
})

it('writes one line for each request that left, with its bytes, and none of what was asked', async () => {
  await using server = await serve((request, answer) => {
    if (request.url === '/from?secret=1') answer.writeHead(302, { location: '/to?secret=2' }).end()
    else answer.end('x'.repeat(5000))
  })
  const { host, lines } = openHost({ endpoint: server.url })
  await host.fetch('/from?secret=1', 'file by address')
  expect(lines).toEqual([302, 200].map((status) => ({ at: '2031-01-01T00:00:00.000Z', source: 'huggingface', host: `127.0.0.1:${server.port}`, purpose: 'file by address', status, sent: expect.any(Number), received: expect.any(Number) })))
  expect(lines[0]?.sent).toBeGreaterThan(100)
  expect(lines[0]?.received).toBeLessThan(1000)
  expect(lines[1]?.received).toBeGreaterThan(5000)
})

it('sends nothing where no line could be written', async () => {
  let asked = 0
  await using server = await serve((_, answer) => answer.end(String(++asked)))
  const ready = () => Promise.reject(new ProblemError('STATE_FOLDER_UNUSABLE', { path: '/state' }))
  expect(await refusalOf(openHost({ endpoint: server.url, ledger: { ready } }).host.fetch('/', 'file'))).toMatch(/^STATE_FOLDER_UNUSABLE/)
  expect(asked).toBe(0)
})

it('ends when its signal does, before and during', async () => {
  const stop = new AbortController()
  let asked = 0
  await using server = await serve(() => {
    asked += 1
    stop.abort(new Error('enough'))
  })
  const { host, lines } = openHost({ endpoint: server.url })
  await expect(host.fetch('/', 'file', { signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow('too late')
  expect([asked, lines.length]).toEqual([0, 0])
  await expect(host.fetch('/', 'file', { signal: stop.signal })).rejects.toThrow('enough')
  expect([asked, lines.map(({ status }) => status)]).toEqual([1, [null]])
})

it('leaves no listener at a signal that lives on', async () => {
  await using server = await serve((_, answer) => answer.end())
  const { signal } = new AbortController()
  const { host } = openHost({ endpoint: server.url })
  await host.fetch('/', 'file', { signal })
  await host.fetch('/x', 'file', { signal, method: 'HEAD' })
  expect(getEventListeners(signal, 'abort')).toEqual([])
})
