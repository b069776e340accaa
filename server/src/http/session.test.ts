import { endpoints } from '@greenlight/shared/api'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSessions } from './session.js'
import { openDoor, type Door } from './testing/door.js'
import { exchange, writeRequest, type RawAnswer } from './testing/raw-exchange.js'
import { makeToken } from './tokens.js'

let door: Door
beforeAll(async () => {
  door = await openDoor()
})
afterAll(async () => {
  await door.close()
})

function post(path: string, body: string, token?: string): Promise<RawAnswer> {
  const headers = {
    Host: `127.0.0.1:${door.port}`,
    Authorization: token === undefined ? null : `Bearer ${token}`,
    'Content-Type': 'application/json',
    'Content-Length': String(body.length),
  }
  return exchange(door.port, writeRequest('POST', path, headers, body))
}

function get(path: string, token: string): Promise<RawAnswer> {
  return exchange(
    door.port,
    writeRequest('GET', path, { Host: `127.0.0.1:${door.port}`, Authorization: `Bearer ${token}` }),
  )
}

const tryCode = (code: string) => post('/session', JSON.stringify({ code }))

describe('a session of the own page', () => {
  test('opens for a launch code, once, and has the tier all', async () => {
    const code = door.sessions.mintLaunchCode()
    const opened = await tryCode(code)
    expect(opened.status).toBe(200)
    const { token } = JSON.parse(opened.body) as { token: string }
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect((await get('/ready', token)).status).toBe(200)
    expect((await post('/launch-code', '{}', token)).status).toBe(200)
    const again = await tryCode(code)
    expect([again.status, JSON.parse(again.body).code]).toEqual([401, 'LAUNCH_CODE_WRONG'])
  })

  test('the code is dead after 5 minutes', async () => {
    const code = door.sessions.mintLaunchCode()
    door.clock.now += 5 * 60_000
    expect((await tryCode(code)).status).toBe(401)
  })

  test('six codes in a row: five times wrong, then wait; the operator can mint a fresh one', async () => {
    const code = door.sessions.mintLaunchCode()
    const statuses: number[] = []
    for (let round = 0; round < 6; round += 1) statuses.push((await tryCode('AAAAAAAA')).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
    const waiting = await tryCode(code)
    expect([waiting.status, waiting.headers.get('retry-after')]).toEqual([429, '30'])
    const minted = JSON.parse((await post('/launch-code', '{}', door.operatorToken)).body)
    expect(minted).toEqual({ code: expect.stringMatching(/^[2-9A-Z]{8}$/), seconds: 300 })
    expect((await tryCode(minted.code)).status).toBe(200)
  })

  test('the panel token opens no launch code', async () => {
    const answer = await post('/launch-code', '{}', door.panelToken)
    expect([answer.status, JSON.parse(answer.body).code]).toEqual([403, 'TIER_TOO_LOW'])
  })

  test('endAll ends sessions and leaves panel and operator', async () => {
    const { token } = JSON.parse((await tryCode(door.sessions.mintLaunchCode())).body)
    door.sessions.endAll()
    expect((await get('/ready', token)).status).toBe(401)
    expect((await get('/ready', door.panelToken)).status).toBe(200)
    expect((await get('/ready', door.operatorToken)).status).toBe(200)
  })
})

test('every endpoint refuses a tier below its own', async () => {
  const guarded = Object.values(endpoints).filter((endpoint) => (endpoint.tier as string) === 'all')
  expect(guarded.length).toBeGreaterThan(0)
  for (const endpoint of guarded) {
    const path = endpoint.path.replace(/:\w+/g, '0123456789abcdef')
    const answer =
      endpoint.method === 'POST' ? await post(path, '{}', door.panelToken) : await get(path, door.panelToken)
    expect(answer.status, path).toBe(403)
  }
})

test('the oldest session ends when the 33rd is opened', () => {
  const sessions = createSessions({ panelToken: 'p', operatorToken: 'o', randomBytes, now: () => 0 })
  const tokens = Array.from({ length: 33 }, () => {
    const opened = sessions.open(sessions.mintLaunchCode())
    return opened.ok ? opened.token : ''
  })
  expect(tokens.map((token) => sessions.tierOf(token))).toEqual([null, ...Array.from({ length: 32 }, () => 'all')])
})

test('a token is 256 bits of the given source', () => {
  expect(makeToken((length) => new Uint8Array(length))).toBe('A'.repeat(43))
  expect(new Set(Array.from({ length: 100 }, () => makeToken(randomBytes))).size).toBe(100)
})
