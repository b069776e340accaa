import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { IndexStatus } from '@greenlight/shared/models'
import { expect, it } from 'vitest'
import { createEgress } from '../../adapters/egress/egress.js'
import { remoteIndexer } from './remote-indexer.js'

const idle: IndexStatus = { schema: 'greenlight/index@1', state: 'idle', files: 0, bytes: 0, described: 0, hashed: 0, corrupt: 0, hasher: 'native', problems: [] }
const work = { hash: 'all', full: true, paths: [] } as const

/** A sidecar that gives these answers one after another, the last one for ever; null breaks the line. */
async function sidecar(...answers: readonly (Readonly<Record<string, unknown>> | null)[]) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)]
    asked.push(`${request.method} ${request.url}`)
    request.resume().on('end', () => (answer === null ? request.socket.destroy() : response.end(JSON.stringify({ ...idle, ...answer }))))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const control = new AbortController()
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const indexer = remoteIndexer({ url, token: 'x', egress: createEgress({ allow: [] }), signal: control.signal, onStatus: () => undefined })
  return { asked, indexer, control, [Symbol.asyncDispose]: () => new Promise<void>((done) => (server.closeAllConnections(), server.close(() => done()))) }
}

it('waits for its own work, whatever else is told before it began or while others work', async () => {
  await using it = await sidecar({ work: 7, working: [7] }, { state: 'idle', working: [7] }, { state: 'idle', working: [7] }, { state: 'hashing', working: [6, 7] }, { state: 'hashing', working: [6] })
  await it.indexer.run(work)
  expect(it.asked).toEqual(['POST /models/index', ...Array(4).fill('GET /models/status')])
})

it('work that has ended with the answer is not asked for again', async () => {
  await using it = await sidecar({ work: 1, working: [] })
  await it.indexer.run(work)
  expect(it.asked).toEqual(['POST /models/index'])
})

it.each([
  ['goes away', [{ work: 1, working: [1] }, null]],
  ['does not number works', [{}]],
  ['speaks otherwise', [{ work: 1, working: [1] }, { hasher: 'of another time' }]],
] as const)('a sidecar that %s is a problem, not a wait', async (_, answers) => {
  await using it = await sidecar(...answers)
  await expect(it.indexer.run(work)).rejects.toMatchObject({ problem: { code: 'INDEX_BUSY' } })
})

it('ends with the signal', async () => {
  await using it = await sidecar({ work: 1, working: [1] })
  const running = it.indexer.run(work)
  setTimeout(() => it.control.abort(new Error('Ctrl+C')), 60)
  await expect(running).rejects.toThrow()
  expect(it.control.signal.aborted).toBe(true)
})
