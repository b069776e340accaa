// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ownAccess } from '../sidecar/access.js'
import { createSidecar, type Sidecar } from '../sidecar/client.js'
import { serveAnswers, type Serving } from '../testing/serve-answers.js'
import { createSession } from './session.js'

let serving: Serving
let sidecar: Sidecar
const allow = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' }

beforeEach(async () => {
  localStorage.clear()
  serving = await serveAnswers((request, response) => {
    const good = serving.requests.at(-1)?.body === '{"code":"GOODCODE"}'
    if (request.method === 'OPTIONS') response.writeHead(204, allow).end()
    else if (good) response.writeHead(200, allow).end('{"token":"t0ken"}')
    else response.writeHead(401, allow).end('{"code":"LAUNCH_CODE_WRONG","message":"m","hint":"h"}')
  })
  sidecar = createSidecar({ ...ownAccess(() => null), address: (path) => serving.address + path })
})
afterEach(() => serving.stop())

test('the code of the address becomes a session, and leaves the address', async () => {
  location.hash = '#code=GOODCODE'
  const session = createSession(location, history, localStorage)
  expect(await session.signIn(sidecar)).toBe(true)
  expect(session.token()).toBe('t0ken')
  expect(localStorage.getItem('greenlight-session')).toBe('t0ken')
  expect(location.hash).toBe('')
})

test('a wrong code keeps the session there was', async () => {
  localStorage.setItem('greenlight-session', 'older')
  location.hash = '#code=BAD'
  const session = createSession(location, history, localStorage)
  expect(await session.signIn(sidecar)).toBe(false)
  expect([session.token(), location.hash]).toEqual(['older', ''])
})

test('no code, no question', async () => {
  location.hash = ''
  const session = createSession(location, history, localStorage)
  expect(await session.signIn(sidecar)).toBe(false)
  expect([session.token(), serving.requests]).toEqual([null, []])
})

test('without storage a session lasts as long as the page', async () => {
  const off = new Proxy(localStorage, {
    get: () => () => {
      throw new DOMException('off', 'SecurityError')
    },
  })
  location.hash = '#code=GOODCODE'
  const session = createSession(location, history, off)
  expect(await session.signIn(sidecar)).toBe(true)
  expect(session.token()).toBe('t0ken')
})
