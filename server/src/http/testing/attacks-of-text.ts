import { altered, writes, type Attack } from './attack.js'
import { goodHeaders, type Door, type Route } from './door.js'
import { writeRequest } from './raw-exchange.js'

/** Attacks by what is sent: hosts, request lines, bodies, paths, smuggled requests. */
export const textAttacks = (): readonly Attack[] => [
  ...hosts(),
  ...requestLines(),
  ...bodies(),
  ...paths(),
  ...smuggling(),
]

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
    {
      row: row === 1 ? 2 : row,
      name: `host: ${name}, with token`,
      expect: [403],
      request: altered((door) => ({ Host: host(door.port) })),
    },
    {
      row,
      name: `host: ${name}, without token`,
      expect: [403],
      request: altered((door) => ({ Host: host(door.port), Authorization: null })),
    },
  ])
}

function requestLines(): Attack[] {
  const withLines =
    (lines: (port: number) => string[], version = '1.1'): Attack['request'] =>
    (door, route) =>
      [
        `${route.method} ${route.path} HTTP/${version}`,
        ...lines(door.port),
        `Authorization: Bearer ${door.operatorToken}`,
        '',
        '',
      ].join('\r\n')
  const good = (port: number) => `Host: 127.0.0.1:${port}`
  return [
    {
      row: 5,
      name: 'two hosts, good one first',
      expect: [400],
      request: withLines((port) => [good(port), 'Host: evil.example']),
    },
    {
      row: 5,
      name: 'two hosts, good one last',
      expect: [400],
      request: withLines((port) => ['Host: evil.example', good(port)]),
    },
    { row: 5, name: 'the same host twice', expect: [400], request: withLines((port) => [good(port), good(port)]) },
    { row: 6, name: 'no host, HTTP/1.1', expect: [400], request: withLines(() => []) },
    { row: 6, name: 'no host, HTTP/1.0', expect: [400], request: withLines(() => [], '1.0') },
    { row: 6, name: 'good host, HTTP/1.0', expect: [400], request: withLines((port) => [good(port)], '1.0') },
    {
      row: 7,
      name: 'absolute target',
      expect: [400],
      request: (door, route) =>
        writeRequest(route.method, `http://evil.example${route.path}`, goodHeaders(door, route), route.body),
    },
    {
      row: 7,
      name: 'absolute target of our own',
      expect: [400],
      request: (door, route) =>
        writeRequest(route.method, `http://127.0.0.1:${door.port}${route.path}`, goodHeaders(door, route), route.body),
    },
    {
      row: 7,
      name: 'two tokens',
      expect: [400],
      request: (door, route) =>
        writeRequest(
          route.method,
          route.path,
          { ...goodHeaders(door, route), authorization: 'Bearer other' },
          route.body,
        ),
    },
  ]
}

function bodies(): Attack[] {
  const types = [
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    null,
    'application/json;charset=utf-16',
    'application/json, text/plain',
    'application/jsonp',
    'application/json; x=y',
  ]
  return [
    ...types.map((type): Attack => ({
      row: 14,
      name: `type: ${type}`,
      expect: [415],
      on: writes,
      request: altered(() => ({ 'Content-Type': type })),
    })),
    {
      row: 14,
      name: 'compressed',
      expect: [415],
      on: writes,
      request: altered(() => ({ 'Content-Encoding': 'gzip' })),
    },
    { row: 25, name: '20 KB of headers', expect: [431], request: altered(() => ({ 'X-Long': 'a'.repeat(20_000) })) },
    {
      row: 25,
      name: 'a long address',
      expect: [431],
      request: (door, route) =>
        writeRequest(route.method, `${route.path}?${'a'.repeat(20_000)}`, goodHeaders(door, route), route.body),
    },
    {
      row: 25,
      name: 'a length of 10^12',
      expect: [413],
      request: altered(() => ({ 'Content-Length': '1000000000000' })),
    },
    {
      row: 25,
      name: 'a length beyond numbers',
      expect: [400],
      request: altered(() => ({ 'Content-Length': '9'.repeat(40) })),
    },
  ]
}

function paths(): Attack[] {
  const tricks = [
    '/..%2f',
    '/%2e%2e/',
    '/../',
    '/..',
    '/./',
    '//',
    '/@fs/etc/passwd',
    '?raw??',
    '%00',
    '\\',
    '\\..\\',
    '::$DATA',
    ';x=1',
    '#x',
    '?a=%00',
    '?after=1&after=2',
    '?x=%0d%0aa:b',
    '%c0%ae',
    '\xe9',
    '~1',
  ]
  const absolute = [
    '//',
    '///etc/passwd',
    '/@fs/etc/passwd',
    '/C:/Windows/win.ini',
    '/..%5c..%5cwin.ini',
    '*',
    '/%',
    '/page.html/',
    '/PAGE.HTML',
    '/page.html::$DATA',
    '/constructor',
    '/__proto__',
  ]
  return [
    ...tricks.map((trick): Attack => ({
      row: 23,
      name: `path: ${JSON.stringify(trick)} behind a route`,
      expect: [400, 404],
      request: (door, route) => writeRequest(route.method, route.path + trick, goodHeaders(door, route), route.body),
    })),
    ...absolute.map((target): Attack => ({
      row: 23,
      name: `path: ${target}`,
      expect: [400, 404],
      on: (route) => route.path === '/',
      request: (door, route) => writeRequest('GET', target, goodHeaders(door, route)),
    })),
  ]
}

function smuggling(): Attack[] {
  const raw = (name: string, lines: (door: Door, route: Route) => string): Attack => ({
    row: 24,
    name: `smuggling: ${name}`,
    expect: [400],
    closes: true,
    request: (door, route) =>
      `${route.method} ${route.path} HTTP/1.1\r\nHost: 127.0.0.1:${door.port}\r\nAuthorization: Bearer ${door.operatorToken}\r\n${lines(door, route)}`,
  })
  const next = 'GET /health HTTP/1.1\r\nHost: evil.example\r\n\r\n'
  return [
    raw('length and chunks', () => `Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${next}`),
    raw('chunks and length', () => `Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n${next}`),
    raw('two lengths', () => `Content-Length: 0\r\nContent-Length: 5\r\n\r\n${next}`),
    {
      ...raw('chunks where no body belongs', () => `Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`),
      on: (route) => route.method === 'GET',
    },
    raw('folded line', () => 'X-Folded: a\r\n b\r\n\r\n'),
    raw('bare line feed', () => 'X-Bare: a\nX-Other: b\r\n\r\n'),
    raw('chunked, identity', () => `Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`),
    raw('space before the colon', () => 'Content-Length : 5\r\n\r\nhello'),
    raw('NUL in a header', () => 'X-Nul: a\0b\r\n\r\n'),
    raw('signed length', () => 'Content-Length: +5\r\n\r\nhello'),
  ]
}
