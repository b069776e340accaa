import type { Door, Route } from './door.js'
import { goodHeaders } from './door.js'
import { writeRequest } from './raw-exchange.js'

/** One way to attack a route: what is sent and which answers are right. */
export interface Attack {
  readonly row: number
  readonly name: string
  readonly expect: readonly number[]
  /** Routes it says something about; all when absent. */
  readonly on?: (route: Route) => boolean
  readonly request: (door: Door, route: Route) => string
  /** The connection must be closed as well. */
  readonly closes?: boolean
}

type Headers = Record<string, string | null>
const needsToken = (route: Route) => route.tier !== 'open'
const writes = (route: Route) => route.method === 'POST'

/** The good request of the route with some headers changed (null: left out). */
function altered(change: (door: Door) => Headers, method?: string): Attack['request'] {
  return (door, route) => {
    const headers = { ...goodHeaders(door, route), ...change(door) }
    return writeRequest(method ?? route.method, route.path, headers, route.body)
  }
}

function hosts(): Attack[] {
  const names: [number, string, (port: number) => string][] = [
    [1, 'rebound name', (port) => `evil.example:${port}`],
    [3, 'no port', () => '127.0.0.1'],
    [3, 'wrong port', (port) => `127.0.0.1:${port === 1 ? 2 : port - 1}`],
    [3, 'port with a zero', (port) => `127.0.0.1:0${port}`],
    [4, 'dot at the end', (port) => `localhost.:${port}`],
    [4, 'decimal', (port) => `2130706433:${port}`],
    [4, 'hexadecimal', (port) => `0x7f.1:${port}`],
    [4, 'short', (port) => `127.1:${port}`],
    [4, 'mapped', (port) => `[::ffff:127.0.0.1]:${port}`],
    [4, 'any address', (port) => `0.0.0.0:${port}`],
    [4, 'sub-domain of localhost', (port) => `evil.localhost:${port}`],
    [4, 'user before it', (port) => `127.0.0.1:${port}@evil.example`],
  ]
  return names.flatMap(([row, name, host]): Attack[] => [
    { row: row === 1 ? 2 : row, name: `host: ${name}, with token`, expect: [403], request: altered((door) => ({ Host: host(door.port) })) },
    { row, name: `host: ${name}, without token`, expect: [403], request: altered((door) => ({ Host: host(door.port), Authorization: null })) },
  ])
}

function requestLines(): Attack[] {
  const withLines = (lines: (port: number) => string[], version = '1.1'): Attack['request'] => (door, route) =>
    [`${route.method} ${route.path} HTTP/${version}`, ...lines(door.port), `Authorization: Bearer ${door.operatorToken}`, '', ''].join('\r\n')
  const good = (port: number) => `Host: 127.0.0.1:${port}`
  return [
    { row: 5, name: 'two hosts, good one first', expect: [400], request: withLines((port) => [good(port), 'Host: evil.example']) },
    { row: 5, name: 'two hosts, good one last', expect: [400], request: withLines((port) => ['Host: evil.example', good(port)]) },
    { row: 5, name: 'the same host twice', expect: [400], request: withLines((port) => [good(port), good(port)]) },
    { row: 6, name: 'no host, HTTP/1.1', expect: [400], request: withLines(() => []) },
    { row: 6, name: 'no host, HTTP/1.0', expect: [400], request: withLines(() => [], '1.0') },
    { row: 6, name: 'good host, HTTP/1.0', expect: [400], request: withLines((port) => [good(port)], '1.0') },
    {
      row: 7,
      name: 'absolute target',
      expect: [400],
      request: (door, route) => writeRequest(route.method, `http://evil.example${route.path}`, goodHeaders(door, route), route.body),
    },
    {
      row: 7,
      name: 'absolute target of our own',
      expect: [400],
      request: (door, route) => writeRequest(route.method, `http://127.0.0.1:${door.port}${route.path}`, goodHeaders(door, route), route.body),
    },
    {
      row: 7,
      name: 'two tokens',
      expect: [400],
      request: (door, route) => writeRequest(route.method, route.path, { ...goodHeaders(door, route), authorization: 'Bearer other' }, route.body),
    },
  ]
}

function origins(): Attack[] {
  const foreign: [number, string, (port: number) => string][] = [
    [8, 'another site', () => 'https://evil.example'],
    [9, 'null', () => 'null'],
    [10, 'another local service', () => 'http://127.0.0.1:3000'],
    [10, 'ComfyUI', () => 'http://127.0.0.1:8188'],
    [11, 'ours as a prefix', (port) => `http://127.0.0.1:${port}.evil.example`],
    [11, 'one digit more', (port) => `http://127.0.0.1:${port}0`],
    [11, 'other scheme', (port) => `https://127.0.0.1:${port}`],
    [11, 'other name of ours', (port) => `http://localhost:${port}`],
    [11, 'slash at the end', (port) => `http://127.0.0.1:${port}/`],
    [11, 'empty', () => ''],
  ]
  const methods = [undefined, 'GET', 'POST', 'DELETE', 'OPTIONS']
  return foreign.flatMap(([row, name, origin]) =>
    methods.slice(0, row === 8 ? undefined : 1).map(
      (method): Attack => ({
        row,
        name: `origin: ${name}${method ? `, ${method}` : ''}`,
        expect: [403],
        request: altered((door) => ({ Origin: origin(door.port) }), method),
      }),
    ),
  )
}

function tokens(): Attack[] {
  const on = needsToken
  const wrong = 'A'.repeat(43)
  const changes: [string, (door: Door) => Headers][] = [
    ['none', () => ({ Authorization: null })],
    ['wrong', () => ({ Authorization: `Bearer ${wrong}` })],
    ['one character more', (door) => ({ Authorization: `Bearer ${door.operatorToken}A` })],
    ['one character less', (door) => ({ Authorization: `Bearer ${door.operatorToken.slice(0, -1)}` })],
    ['other case', (door) => ({ Authorization: `Bearer ${flipCase(door.operatorToken)}` })],
    ['Basic', (door) => ({ Authorization: `Basic ${door.operatorToken}` })],
    ['no scheme', (door) => ({ Authorization: door.operatorToken })],
    ['cookie', (door) => ({ Authorization: null, Cookie: `token=${door.operatorToken}; Authorization=Bearer ${door.operatorToken}` })],
    ['X-Api-Key', (door) => ({ Authorization: null, 'X-Api-Key': door.operatorToken })],
  ]
  return [
    ...changes.map(([name, change]): Attack => ({ row: 12, name: `token: ${name}`, expect: [401], on, request: altered(change) })),
    {
      row: 12,
      name: 'token: in the address',
      expect: [401],
      on,
      request: (door, route) =>
        writeRequest(route.method, `${route.path}?token=${door.operatorToken}`, { ...goodHeaders(door, route), Authorization: null }, route.body),
    },
  ]
}

function flipCase(token: string): string {
  return [...token].map((letter) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase())).join('')
}

function sites(): Attack[] {
  const site = (row: number, name: string, headers: Headers, more: Partial<Attack> & { method?: string } = {}): Attack => {
    const { method, ...rest } = more
    return { row, name, expect: [403], request: altered(() => headers, method), ...rest }
  }
  const navigate = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' }
  const embeds = ['image', 'script', 'style', 'font', 'object', 'embed', 'iframe', 'frame', 'worker', 'empty']
  const document = (route: Route) => route.path === '/' || route.path === '/page.html'
  return [
    site(13, 'form with text/plain', { 'Content-Type': 'text/plain', 'Sec-Fetch-Site': 'cross-site', ...navigate }, { method: 'POST' }),
    site(13, 'form from another port', { 'Content-Type': 'text/plain', 'Sec-Fetch-Site': 'same-site', ...navigate }, { method: 'POST' }),
    ...embeds.map((dest) => site(16, `embedded as ${dest}`, { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': dest })),
    site(16, 'embedded from another port', { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'script' }),
    site(17, 'opened by hand, no token', { Authorization: null, 'Sec-Fetch-Site': 'none', ...navigate }, { expect: [401], on: needsToken }),
    site(17, 'opened by a link', { 'Sec-Fetch-Site': 'cross-site', ...navigate }, { on: (route) => !document(route) }),
    site(19, 'framed', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' }),
    site(19, 'framed from another port', { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' }),
    site(20, 'upper case', { 'Sec-Fetch-Site': 'CROSS-SITE' }),
    site(20, 'no-cors without origin', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }),
    site(20, 'unknown word', { 'Sec-Fetch-Site': 'friendly' }),
    site(20, 'two words', { 'Sec-Fetch-Site': 'none, cross-site' }),
  ]
}

function preflights(): Attack[] {
  const ask = { 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'authorization, content-type' }
  const preflight = (name: string, headers: (door: Door) => Headers): Attack => ({
    row: 15,
    name,
    expect: [403],
    request: altered((door) => ({ Authorization: null, ...ask, ...headers(door) }), 'OPTIONS'),
  })
  return [
    preflight('preflight of another site', () => ({ Origin: 'https://evil.example' })),
    preflight('preflight into the private network', () => ({ Origin: 'https://evil.example', 'Access-Control-Request-Private-Network': 'true' })),
    preflight('preflight of our own', (door) => ({ Origin: `http://127.0.0.1:${door.port}` })),
    preflight('preflight without origin', (door) => ({ Authorization: `Bearer ${door.operatorToken}` })),
  ]
}

function upgrades(): Attack[] {
  const upgrade = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==' }
  return [
    { row: 18, name: 'upgrade with bad host', expect: [403], request: altered(() => ({ ...upgrade, Host: 'evil.example' }), 'GET') },
    { row: 18, name: 'upgrade with bad origin', expect: [403], request: altered(() => ({ ...upgrade, Origin: 'https://evil.example' }), 'GET') },
    { row: 18, name: 'upgrade without token', expect: [401], on: needsToken, request: altered(() => ({ ...upgrade, Authorization: null }), 'GET') },
  ]
}

function bodies(): Attack[] {
  const types = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain', null, 'application/json;charset=utf-16', 'application/json, text/plain', 'application/jsonp', 'application/json; x=y']
  return [
    ...types.map((type): Attack => ({ row: 14, name: `type: ${type}`, expect: [415], on: writes, request: altered(() => ({ 'Content-Type': type })) })),
    { row: 14, name: 'compressed', expect: [415], on: writes, request: altered(() => ({ 'Content-Encoding': 'gzip' })) },
    { row: 25, name: '20 KB of headers', expect: [431], request: altered(() => ({ 'X-Long': 'a'.repeat(20_000) })) },
    { row: 25, name: 'a long address', expect: [431], request: (door, route) => writeRequest(route.method, `${route.path}?${'a'.repeat(20_000)}`, goodHeaders(door, route), route.body) },
    { row: 25, name: 'a length of 10^12', expect: [413], request: altered(() => ({ 'Content-Length': '1000000000000' })) },
    { row: 25, name: 'a length beyond numbers', expect: [400], request: altered(() => ({ 'Content-Length': '9'.repeat(40) })) },
  ]
}

function paths(): Attack[] {
  const tricks = ['/..%2f', '/%2e%2e/', '/../', '/..', '/./', '//', '/@fs/etc/passwd', '?raw??', '%00', '\\', '\\..\\', '::$DATA', ';x=1', '#x', '?a=%00', '?after=1&after=2', '?x=%0d%0aa:b', '%c0%ae', '\xe9', '~1']
  const absolute = ['//', '///etc/passwd', '/@fs/etc/passwd', '/C:/Windows/win.ini', '/..%5c..%5cwin.ini', '*', '/%', '/page.html/', '/PAGE.HTML', '/page.html::$DATA', '/constructor', '/__proto__']
  return [
    ...tricks.map(
      (trick): Attack => ({
        row: 23,
        name: `path: ${JSON.stringify(trick)} behind a route`,
        expect: [400, 404],
        request: (door, route) => writeRequest(route.method, route.path + trick, goodHeaders(door, route), route.body),
      }),
    ),
    ...absolute.map(
      (target): Attack => ({
        row: 23,
        name: `path: ${target}`,
        expect: [400, 404],
        on: (route) => route.path === '/',
        request: (door, route) => writeRequest('GET', target, goodHeaders(door, route)),
      }),
    ),
  ]
}

function smuggling(): Attack[] {
  const raw = (name: string, lines: (door: Door, route: Route) => string): Attack => ({
    row: 24,
    name: `smuggling: ${name}`,
    expect: [400],
    closes: true,
    request: (door, route) => `${route.method} ${route.path} HTTP/1.1\r\nHost: 127.0.0.1:${door.port}\r\nAuthorization: Bearer ${door.operatorToken}\r\n${lines(door, route)}`,
  })
  const next = 'GET /health HTTP/1.1\r\nHost: evil.example\r\n\r\n'
  return [
    raw('length and chunks', () => `Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${next}`),
    raw('chunks and length', () => `Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n${next}`),
    raw('two lengths', () => `Content-Length: 0\r\nContent-Length: 5\r\n\r\n${next}`),
    { ...raw('chunks where no body belongs', () => `Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`), on: (route) => route.method === 'GET' },
    raw('folded line', () => 'X-Folded: a\r\n b\r\n\r\n'),
    raw('bare line feed', () => 'X-Bare: a\nX-Other: b\r\n\r\n'),
    raw('chunked, identity', () => `Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`),
    raw('space before the colon', () => 'Content-Length : 5\r\n\r\nhello'),
    raw('NUL in a header', () => 'X-Nul: a\0b\r\n\r\n'),
    raw('signed length', () => 'Content-Length: +5\r\n\r\nhello'),
  ]
}

export const attacks: readonly Attack[] = [
  ...hosts(),
  ...requestLines(),
  ...origins(),
  ...tokens(),
  ...sites(),
  ...preflights(),
  ...upgrades(),
  ...bodies(),
  ...paths(),
  ...smuggling(),
]
