import { createServer } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { serveHttp } from './serve.js'
import { goodHeaders, openDoor, type Door } from './testing/door.js'
import { exchange, openSocket, readAnswer, writeRequest, type RawAnswer } from './testing/raw-exchange.js'

const opened: Door[] = []
async function open(...given: Parameters<typeof openDoor>): Promise<Door> {
  const door = await openDoor(...given)
  opened.push(door)
  return door
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((door) => door.close()))
})

const codeOf = (answer: RawAnswer) => JSON.parse(answer.body).code
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const app = { fetch: () => new Response('{}'), close: () => {} }

describe('the address', () => {
  test('is 127.0.0.1 and nothing else', async () => {
    const door = await open()
    expect(door.url).toBe(`http://127.0.0.1:${door.port}`)
  })

  test.each(['0.0.0.0', '::', '192.168.1.5', 'localhost', '::1', ''])('%j is an error at the start', async (host) => {
    await expect(serveHttp({ app, port: 0, host })).rejects.toMatchObject({ problem: { code: 'ADDRESS_REFUSED' } })
  })

  test('a taken port is a coded problem that names it', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await expect(serveHttp({ app, port })).rejects.toMatchObject({
      problem: { code: 'PORT_IN_USE', message: expect.stringContaining(String(port)) },
    })
    await new Promise((resolve) => other.close(resolve))
  })
})

describe('slow clients', () => {
  const limits = { headersMs: 300, requestMs: 600, checkMs: 50 }

  test('one byte of headers at a time is cut off with 408', async () => {
    const door = await open({ limits })
    const socket = await openSocket(door.port)
    let text = ''
    socket.on('data', (chunk) => (text += String(chunk)))
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()))
    const request = writeRequest('GET', '/health', { Host: `127.0.0.1:${door.port}`, 'X-Slow': 'a'.repeat(1_000) })
    const start = Date.now()
    for (const byte of request.slice(0, 200)) {
      if (socket.destroyed) break
      socket.write(byte)
      await pause(20)
    }
    await closed
    expect(Date.now() - start).toBeLessThan(2_000)
    const answer = readAnswer(text, true)
    expect([answer?.status, answer && codeOf(answer)]).toEqual([408, 'REQUEST_TIMEOUT'])
  })

  test('a body half sent, then silence, is cut off with 408', async () => {
    const door = await open({ limits })
    const headers = { ...goodHeaders(door, { method: 'POST', body: '' }), 'Content-Length': '100' }
    const answer = await exchange(door.port, writeRequest('POST', '/inspect', headers, '{"work'), { untilClosed: true })
    expect([answer.status, codeOf(answer), answer.closed]).toEqual([408, 'REQUEST_TIMEOUT', true])
    expect(door.ran).toEqual([])
  })

  test('a stream of events is not a slow request', async () => {
    const door = await open({ limits })
    const socket = await openSocket(door.port)
    socket.write(writeRequest('GET', '/events', goodHeaders(door, { method: 'GET', body: '' })))
    await pause(900)
    expect([socket.destroyed, door.events.clients()]).toEqual([false, 1])
    socket.destroy()
  })

  test('an answer that nobody takes is given up', async () => {
    const door = await open({
      limits: { untakenMs: 200 },
      handlers: {
        ready: async () => ({ ready: true, version: 'x'.repeat(30_000_000), protocol: 1, installation: null }),
      },
    })
    const socket = await openSocket(door.port)
    let size = 0
    const begun = new Promise<void>((resolve) => {
      socket.once('data', (chunk) => {
        size += chunk.length
        socket.pause()
        resolve()
      })
    })
    socket.write(writeRequest('GET', '/ready', goodHeaders(door, { method: 'GET', body: '' })))
    await begun
    await pause(1_000)
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()))
    socket.on('data', (chunk) => (size += chunk.length))
    socket.resume()
    await closed
    expect(size).toBeLessThan(30_000_000)
  })
})

describe('large bodies', () => {
  const chunked = (door: Door, path: string, bytes: number) => {
    const headers = {
      ...goodHeaders(door, { method: 'POST', body: '' }),
      'Content-Length': null,
      'Transfer-Encoding': 'chunked',
    }
    return writeRequest('POST', path, headers, `${bytes.toString(16)}\r\n${'a'.repeat(bytes)}\r\n0\r\n\r\n`)
  }

  test('one byte over the limit is refused by its header, at it is read', async () => {
    const door = await open()
    const ask = (length: number) => {
      const headers = { ...goodHeaders(door, { method: 'POST', body: '' }), 'Content-Length': String(length) }
      return exchange(door.port, writeRequest('POST', '/session', headers, ' '.repeat(length)))
    }
    expect((await ask(1024 * 1024)).status).toBe(400)
    const refused = await ask(1024 * 1024 + 1)
    expect([refused.status, codeOf(refused)]).toEqual([413, 'BODY_TOO_LARGE'])
  })

  test('a workflow may have 64 MiB', async () => {
    const door = await open()
    const headers = {
      ...goodHeaders(door, { method: 'POST', body: '' }),
      'Content-Length': String(64 * 1024 * 1024 + 1),
    }
    expect((await exchange(door.port, writeRequest('POST', '/inspect', headers))).status).toBe(413)
    const body = `{"workflow":"${'a'.repeat(2 * 1024 * 1024)}"}`
    const taken = await exchange(
      door.port,
      writeRequest('POST', '/inspect', goodHeaders(door, { method: 'POST', body }), body),
    )
    expect(taken.status).toBe(200)
  })

  test('without a length it is refused when it grows too large', async () => {
    const door = await open()
    const refused = await exchange(door.port, chunked(door, '/session', 1024 * 1024 + 1))
    expect([refused.status, codeOf(refused)]).toEqual([413, 'BODY_TOO_LARGE'])
  })

  test('a read that announces a body is refused and its connection closed, whether the body comes or not', async () => {
    const door = await open()
    const headers = { ...goodHeaders(door, { method: 'GET', body: '' }), 'Content-Length': '10' }
    const answer = await exchange(door.port, writeRequest('GET', '/ready', headers), {
      untilClosed: true,
      timeoutMs: 3_000,
    })
    expect([answer.status, answer.closed]).toEqual([413, true])
  })

  test('a stranger is refused before his body is read', async () => {
    const door = await open()
    const headers = { Host: `127.0.0.1:${door.port}`, 'Content-Type': 'application/json', 'Content-Length': '1000000' }
    const answer = await exchange(door.port, writeRequest('POST', '/inspect', headers, 'a'), { untilClosed: true })
    expect([answer.status, answer.closed]).toEqual([401, true])
  })
})

describe('odd requests', () => {
  test('Expect: 100-continue is answered only to those who are let in', async () => {
    const door = await open()
    const body = '{"workflow":{}}'
    const good = { ...goodHeaders(door, { method: 'POST', body }), Expect: '100-continue' }
    expect((await exchange(door.port, writeRequest('POST', '/inspect', good, body))).status).toBe(200)
    const bad = await exchange(door.port, writeRequest('POST', '/inspect', { ...good, Host: 'evil.example' }))
    expect(bad.status).toBe(403)
    expect(
      (await exchange(door.port, writeRequest('POST', '/inspect', { ...good, Expect: 'miracles' }, body))).status,
    ).toBe(400)
  })

  test('CONNECT is refused with a coded body', async () => {
    const door = await open()
    const answer = await exchange(door.port, `CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n`)
    expect([answer.status, codeOf(answer)]).toEqual([400, 'REQUEST_MALFORMED'])
  })

  test('what is no HTTP at all is refused', async () => {
    const door = await open()
    expect(
      (await exchange(door.port, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', { untilClosed: true })).status,
    ).toBe(400)
  })

  test('two requests on one connection are two answers', async () => {
    const door = await open()
    const socket = await openSocket(door.port)
    let text = ''
    socket.on('data', (chunk) => (text += String(chunk)))
    const request = writeRequest('GET', '/health', { Host: `127.0.0.1:${door.port}` })
    socket.write(request + request)
    for (let round = 0; round < 200 && text.split('"healthy"').length < 3; round += 1) await pause(5)
    expect(text.split('"healthy"')).toHaveLength(3)
    socket.destroy()
  })

  test('more sockets than the limit are dropped, and nobody else suffers', async () => {
    const door = await open({ limits: { sockets: 4 } })
    const held = await Promise.all([1, 2, 3, 4].map(() => openSocket(door.port)))
    await pause(50)
    expect((await exchange(door.port, writeRequest('GET', '/health', { Host: `127.0.0.1:${door.port}` }))).status).toBe(
      0,
    )
    held[0]?.destroy()
    await pause(50)
    expect((await exchange(door.port, writeRequest('GET', '/health', { Host: `127.0.0.1:${door.port}` }))).status).toBe(
      200,
    )
    for (const socket of held) socket.destroy()
  })
})

describe('stopping', () => {
  const ready = { ready: true, version: '1', protocol: 1, installation: null }

  test('lets an answer under way finish, and takes no new connection', async () => {
    let finish = () => {}
    const begun = new Promise<void>((started) => {
      void open({
        handlers: { ready: () => new Promise((resolve) => ((finish = () => resolve(ready)), started())) },
      }).then(
        (door) =>
          void exchange(door.port, writeRequest('GET', '/ready', goodHeaders(door, { method: 'GET', body: '' }))).then(
            (answer) => answers.push(answer),
          ),
      )
    })
    const answers: RawAnswer[] = []
    await begun
    const door = opened.at(-1)
    const closed = door?.close()
    await expect(openSocket(door?.port ?? 0)).rejects.toThrow()
    finish()
    await closed
    for (let round = 0; round < 100 && answers.length === 0; round += 1) await pause(5)
    expect(answers.map((answer) => answer.status)).toEqual([200])
    opened.length = 0
  })

  test('does not wait longer than its limit for a handler that never ends', async () => {
    const aborted: boolean[] = []
    const door = await openDoor({
      limits: { stopMs: 200 },
      handlers: {
        ready: ({ signal }) => {
          signal.addEventListener('abort', () => aborted.push(true))
          return new Promise(() => {})
        },
      },
    })
    const answer = exchange(door.port, writeRequest('GET', '/ready', goodHeaders(door, { method: 'GET', body: '' })))
    await pause(50)
    const start = Date.now()
    await door.close()
    expect(Date.now() - start).toBeLessThan(1_500)
    expect((await answer).status).toBe(0)
    await pause(20)
    expect(aborted).toEqual([true])
  })

  test('is quick when connections lie idle', async () => {
    const door = await openDoor()
    const idle = await openSocket(door.port)
    idle.write(writeRequest('GET', '/health', { Host: `127.0.0.1:${door.port}` }))
    await pause(50)
    const start = Date.now()
    await door.close()
    expect(Date.now() - start).toBeLessThan(500)
    idle.destroy()
  })
})
