import { endpoints } from '@greenlight/shared/api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProblemError } from '../problems.js'
import { pageHeaders } from './answer-headers.js'
import { goodHeaders, openDoor, page, routes, type Door, type Route } from './testing/door.js'
import { openEvents } from './testing/event-client.js'
import { exchange, writeRequest, type RawAnswer } from './testing/raw-exchange.js'

let door: Door
beforeAll(async () => {
  door = await openDoor({
    handlers: {
      ready: async ({ tier }) => ({ ready: true, version: tier, protocol: 1, installation: null }),
      workflows: async () => {
        throw new Error('secret path /home/someone')
      },
      workflowReport: async ({ params }) => {
        throw new ProblemError(params.id === '0123456789abcdef' ? 'PATH_NOT_FOUND' : 'COMFYUI_UNREACHABLE', {
          path: 'x',
          url: 'y',
        })
      },
    },
  })
})
afterAll(async () => {
  await door.close()
})

type Headers = Record<string, string | null>

function ask(route: Pick<Route, 'method' | 'path' | 'body'>, change: Headers = {}): Promise<RawAnswer> {
  return exchange(
    door.port,
    writeRequest(route.method, route.path, { ...goodHeaders(door, route), ...change }, route.body),
  )
}
const get = (path: string, change: Headers = {}) => ask({ method: 'GET', path, body: '' }, change)
const post = (path: string, body: string, change: Headers = {}) => ask({ method: 'POST', path, body }, change)
const codeOf = (answer: RawAnswer) => JSON.parse(answer.body).code

/** The request was let in: it was answered, or what it said was looked at. */
function letIn(answer: RawAnswer): boolean {
  return (
    answer.status === 200 ||
    ['INTERNAL', 'LAUNCH_CODE_WAIT', 'LAUNCH_CODE_WRONG', 'PATH_NOT_FOUND', 'REQUEST_SHAPE'].includes(codeOf(answer))
  )
}

describe('what is let in', () => {
  const plain = routes.filter((route) => !route.stream)
  const ways: [string, (door: Door) => Headers][] = [
    ['a terminal with the operator token and no origin', () => ({})],
    [
      'the own page',
      (of) => ({
        Origin: `http://127.0.0.1:${of.port}`,
        'Sec-Fetch-Site': 'same-origin',
        'Sec-Fetch-Mode': 'cors',
        'Sec-Fetch-Dest': 'empty',
      }),
    ],
    [
      'the own page at localhost',
      (of) => ({
        Host: `localhost:${of.port}`,
        Origin: `http://localhost:${of.port}`,
        'Sec-Fetch-Site': 'same-origin',
      }),
    ],
    ['the own page at [::1]', (of) => ({ Host: `[::1]:${of.port}`, Origin: `http://[::1]:${of.port}` })],
    ['a host in upper case', (of) => ({ Host: `LOCALHOST:${of.port}` })],
    ['a site in upper case', () => ({ 'Sec-Fetch-Site': 'NONE' })],
    ['a scheme in lower case', (of) => ({ Authorization: `bearer ${of.operatorToken}` })],
    ['an upgrade that nobody takes', () => ({ Connection: 'Upgrade', Upgrade: 'websocket' })],
  ]
  test.each(ways)('%s, on every route', async (_, change) => {
    for (const route of plain) {
      const answer = await ask(route, change(door))
      expect(letIn(answer), `${route.method} ${route.path} -> ${answer.status} ${answer.body}`).toBe(true)
    }
  })

  test('the panel token, on every route of its tier', async () => {
    const panel = plain.filter((route) => route.tier === 'panel')
    expect(panel.length).toBeGreaterThan(4)
    for (const route of panel)
      expect(letIn(await ask(route, { Authorization: `Bearer ${door.panelToken}` })), route.path).toBe(true)
  })

  test('health and the page without a token', async () => {
    for (const route of plain.filter((one) => one.tier === 'open' && one.method === 'GET')) {
      expect((await ask(route, { Authorization: null })).status, route.path).toBe(200)
    }
    expect((await get('/health', { Authorization: null })).body).toBe('{"status":"healthy"}')
  })

  test.each(['cross-site', 'same-site', 'none'])('the page by a link, Sec-Fetch-Site %s', async (site) => {
    const answer = await get('/', {
      Authorization: null,
      'Sec-Fetch-Site': site,
      'Sec-Fetch-Mode': 'navigate',
      'Sec-Fetch-Dest': 'document',
    })
    expect(answer.status).toBe(200)
    for (const [name, value] of Object.entries(pageHeaders)) expect(answer.headers.get(name.toLowerCase())).toBe(value)
  })

  test('the page by a link is read with GET only', async () => {
    const headers = {
      Host: `127.0.0.1:${door.port}`,
      'Sec-Fetch-Site': 'cross-site',
      'Sec-Fetch-Mode': 'navigate',
      'Sec-Fetch-Dest': 'document',
    }
    expect((await exchange(door.port, writeRequest('HEAD', '/', headers), { head: true })).status).toBe(403)
  })

  test('the panel reads events', async () => {
    const client = await openEvents(door)
    expect((await client.next()).kind).toBe('hello')
    client.close()
  })

  test('HEAD wherever GET is let in, with the same length and no body', async () => {
    for (const route of plain.filter(
      (one) => one.method === 'GET' && !['modelDetails', 'modelsFind', 'savedWorkflow', 'workflowReport', 'workflows'].includes(one.name),
    )) {
      const answer = await exchange(door.port, writeRequest('HEAD', route.path, goodHeaders(door, route)), {
        head: true,
      })
      expect([answer.status, answer.body], route.path).toEqual([200, ''])
    }
  })
})

describe('the headers', () => {
  test('of every answer', async () => {
    for (const path of ['/health', '/nothing', '/page.mjs', '/ready']) {
      const { headers } = await get(path)
      expect(headers.get('cache-control'), path).toBe('no-store')
      expect(headers.get('cross-origin-resource-policy'), path).toBe('same-origin')
      expect(headers.get('referrer-policy'), path).toBe('no-referrer')
      expect(headers.get('x-content-type-options'), path).toBe('nosniff')
      expect(headers.get('content-security-policy'), path).toMatch(/^default-src 'none'; .*frame-ancestors 'none'$/)
      expect(headers.has('set-cookie'), path).toBe(false)
    }
  })

  test('of the page', async () => {
    const { headers } = await get('/')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
        "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
  })
})

describe('the page', () => {
  test('is served from memory with its type', async () => {
    for (const [path, file] of page) {
      const answer = await get(path, { Authorization: null })
      expect([answer.status, answer.headers.get('content-type'), answer.body]).toEqual([
        200,
        file.type,
        new TextDecoder().decode(file.bytes),
      ])
    }
  })

  test('that was not built says so', async () => {
    const bare = await openDoor({ app: { page: new Map() } })
    const answer = await exchange(bare.port, writeRequest('GET', '/', { Host: `127.0.0.1:${bare.port}` }))
    expect([answer.status, codeOf(answer)]).toEqual([404, 'ROUTE_NOT_FOUND'])
    await bare.close()
  })
})

describe('refusals', () => {
  test('unknown routes are 404, and 401 to strangers', async () => {
    expect((await get('/nothing')).status).toBe(404)
    expect((await get('/health/')).status).toBe(404)
    expect((await get('/nothing', { Authorization: null })).status).toBe(401)
  })

  test.each(['PUT', 'PATCH', 'DELETE', 'TRACE'])(
    '%s is 405 on every route and names what is allowed',
    async (method) => {
      for (const route of routes) {
        const answer = await exchange(
          door.port,
          writeRequest(method, route.path, { ...goodHeaders(door, route), 'Content-Length': null }),
        )
        expect([answer.status, codeOf(answer)], route.path).toEqual([405, 'METHOD_NOT_ALLOWED'])
        const taken = routes.filter(({ path }) => path === route.path).map((one) => one.method)
        expect(answer.headers.get('allow')?.split(', ').toSorted()).toEqual([...(taken.includes('GET') ? ['GET', 'HEAD'] : []), ...(taken.includes('POST') ? ['POST'] : [])])
      }
    },
  )

  test('GET on a writing route is 405 and runs nothing', async () => {
    const before = door.ran.length
    const readable = routes.filter((one) => one.method === 'GET').map(({ path }) => path)
    const written = routes.filter(({ method, path }) => method === 'POST' && !readable.includes(path))
    for (const route of written) expect((await get(route.path)).status).toBe(405)
    expect(written.length).toBeGreaterThan(3)
    expect(door.ran.length).toBe(before)
  })

  test.each([
    ['not JSON', '{', 400, 'REQUEST_MALFORMED'],
    ['nothing', '', 400, 'REQUEST_MALFORMED'],
    ['an array', '[]', 422, 'REQUEST_SHAPE'],
    ['another shape', '{"node":1}', 422, 'REQUEST_SHAPE'],
    ['not UTF-8', '{"workflow":"\xff"}', 400, 'REQUEST_MALFORMED'],
  ])('a body that is %s', async (_, body, status, code) => {
    const answer = await exchange(
      door.port,
      writeRequest(
        'POST',
        '/explain',
        { ...goodHeaders(door, { method: 'POST', body: '' }), 'Content-Length': String(body.length) },
        body,
      ),
    )
    expect([answer.status, codeOf(answer)]).toEqual([status, code])
  })

  test('the refusal says where, and repeats nothing of what was sent', async () => {
    const { message } = JSON.parse((await post('/explain', '{"workflow":1,"node":{"secret":"abc"}}')).body)
    expect(message).toContain('at node')
    expect(message).not.toContain('secret')
  })

  test('a problem of the parser keeps its code', async () => {
    const strict = await openDoor({
      app: { parseJson: () => ({ ok: false, problem: { code: 'JSON_TOO_DEEP', message: 'm', hint: 'h' } }) },
    })
    const request = writeRequest('POST', '/explain', goodHeaders(strict, { method: 'POST', body: '{}' }), '{}')
    const answer = await exchange(strict.port, request)
    expect([answer.status, JSON.parse(answer.body)]).toEqual([400, { code: 'JSON_TOO_DEEP', message: 'm', hint: 'h' }])
    await strict.close()
  })

  test('a problem of a handler has the status of its code', async () => {
    const missing = await get('/workflows/0123456789abcdef/report')
    expect([missing.status, codeOf(missing)]).toEqual([404, 'PATH_NOT_FOUND'])
    const down = await get('/workflows/1/report')
    expect([down.status, codeOf(down)]).toEqual([502, 'COMFYUI_UNREACHABLE'])
  })

  test('a fault is INTERNAL, tells nothing, and is told to whoever keeps the log', async () => {
    const answer = await get('/workflows')
    expect(answer.status).toBe(500)
    expect(Object.keys(JSON.parse(answer.body))).toEqual(['code', 'message', 'hint'])
    expect(answer.body).not.toContain('secret')
    expect(String(door.faults.at(-1))).toContain('secret')
  })

  test('health says degraded when ComfyUI does not answer', async () => {
    const down = await openDoor({ app: { isComfyUp: () => false } })
    expect((await exchange(down.port, writeRequest('GET', '/health', { Host: `127.0.0.1:${down.port}` }))).body).toBe(
      '{"status":"degraded"}',
    )
    await down.close()
  })
})

describe('handlers', () => {
  test('get the tier of the token', async () => {
    expect(JSON.parse((await get('/ready')).body).version).toBe('all')
    expect(JSON.parse((await get('/ready', { Authorization: `Bearer ${door.panelToken}` })).body).version).toBe('panel')
  })

  test('get the checked body and its text, with numbers as they were written', async () => {
    const seen: unknown[] = []
    const echo = await openDoor({
      handlers: {
        inspect: async ({ body, text }) => {
          seen.push(body, text)
          throw new ProblemError('INTERNAL')
        },
      },
    })
    const body = '{ "workflow": {"seed": 18446744073709551615}, "else": 1 }'
    await exchange(echo.port, writeRequest('POST', '/inspect', goodHeaders(echo, { method: 'POST', body }), body))
    const dropped = '{"name":"a.png","base64":"aGk="} '
    const chunked = {
      ...goodHeaders(echo, { method: 'POST', body: '' }),
      'Content-Length': null,
      'Transfer-Encoding': 'chunked',
    }
    const chunk = `${dropped.length.toString(16)}\r\n${dropped}\r\n0\r\n\r\n`
    await exchange(echo.port, writeRequest('POST', '/inspect', chunked, chunk))
    expect(seen).toEqual([
      { workflow: { seed: 18446744073709552000 } },
      body,
      { name: 'a.png', base64: 'aGk=' },
      dropped,
    ])
    await echo.close()
  })

  test('are told when the client leaves', async () => {
    let told = (_: string) => {}
    const left = new Promise<string>((resolve) => (told = resolve))
    const slow = await openDoor({
      handlers: {
        ready: ({ signal }) => {
          signal.addEventListener('abort', () => told('left'))
          return new Promise(() => {})
        },
      },
    })
    const request = writeRequest('GET', '/ready', goodHeaders(slow, { method: 'GET', body: '' }))
    await expect(exchange(slow.port, request, { timeoutMs: 100 })).rejects.toThrow('no answer in time')
    expect(await left).toBe('left')
    await slow.close()
  })

  test('there is one for every endpoint that the door does not answer itself', () => {
    expect(Object.keys(endpoints)).toEqual(
      expect.arrayContaining(['events', 'health', 'launchCode', 'openapi', 'session']),
    )
  })
})
