import { altered, needsToken, type Attack, type Headers } from './attack.js'
import { goodHeaders, type Door, type Route } from './door.js'
import { writeRequest } from './raw-exchange.js'

/** Attacks by who asks: foreign origins, strangers without a token, other sites, preflights, upgrades. */
export const senderAttacks = (): readonly Attack[] => [
  ...origins(),
  ...tokens(),
  ...sites(),
  ...preflights(),
  ...upgrades(),
]

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
    methods.slice(0, row === 8 ? undefined : 1).map((method): Attack => ({
      row,
      name: `origin: ${name}${method ? `, ${method}` : ''}`,
      expect: [403],
      request: altered((door) => ({ Origin: origin(door.port) }), method),
    })),
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
    [
      'cookie',
      (door) => ({
        Authorization: null,
        Cookie: `token=${door.operatorToken}; Authorization=Bearer ${door.operatorToken}`,
      }),
    ],
    ['X-Api-Key', (door) => ({ Authorization: null, 'X-Api-Key': door.operatorToken })],
  ]
  return [
    ...changes.map(([name, change]): Attack => ({
      row: 12,
      name: `token: ${name}`,
      expect: [401],
      on,
      request: altered(change),
    })),
    {
      row: 12,
      name: 'token: in the address',
      expect: [401],
      on,
      request: (door, route) =>
        writeRequest(
          route.method,
          `${route.path}?token=${door.operatorToken}`,
          { ...goodHeaders(door, route), Authorization: null },
          route.body,
        ),
    },
  ]
}

function flipCase(token: string): string {
  return [...token]
    .map((letter) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()))
    .join('')
}

function sites(): Attack[] {
  const site = (
    row: number,
    name: string,
    headers: Headers,
    more: Partial<Attack> & { method?: string } = {},
  ): Attack => {
    const { method, ...rest } = more
    return { row, name, expect: [403], request: altered(() => headers, method), ...rest }
  }
  const navigate = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' }
  const embeds = ['image', 'script', 'style', 'font', 'object', 'embed', 'iframe', 'frame', 'worker', 'empty']
  const document = (route: Route) => route.path === '/' || route.path === '/page.html'
  return [
    site(
      13,
      'form with text/plain',
      { 'Content-Type': 'text/plain', 'Sec-Fetch-Site': 'cross-site', ...navigate },
      { method: 'POST' },
    ),
    site(
      13,
      'form from another port',
      { 'Content-Type': 'text/plain', 'Sec-Fetch-Site': 'same-site', ...navigate },
      { method: 'POST' },
    ),
    ...embeds.map((dest) =>
      site(16, `embedded as ${dest}`, {
        'Sec-Fetch-Site': 'cross-site',
        'Sec-Fetch-Mode': 'no-cors',
        'Sec-Fetch-Dest': dest,
      }),
    ),
    site(16, 'embedded from another port', {
      'Sec-Fetch-Site': 'same-site',
      'Sec-Fetch-Mode': 'no-cors',
      'Sec-Fetch-Dest': 'script',
    }),
    site(
      17,
      'opened by hand, no token',
      { Authorization: null, 'Sec-Fetch-Site': 'none', ...navigate },
      { expect: [401], on: needsToken },
    ),
    site(17, 'opened by a link', { 'Sec-Fetch-Site': 'cross-site', ...navigate }, { on: (route) => !document(route) }),
    site(19, 'framed', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' }),
    site(19, 'framed from another port', {
      'Sec-Fetch-Site': 'same-site',
      'Sec-Fetch-Mode': 'navigate',
      'Sec-Fetch-Dest': 'iframe',
    }),
    site(20, 'upper case', { 'Sec-Fetch-Site': 'CROSS-SITE' }),
    site(20, 'no-cors without origin', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }),
    site(20, 'unknown word', { 'Sec-Fetch-Site': 'friendly' }),
    site(20, 'two words', { 'Sec-Fetch-Site': 'none, cross-site' }),
  ]
}

function preflights(): Attack[] {
  const ask = {
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'authorization, content-type',
  }
  const preflight = (name: string, headers: (door: Door) => Headers): Attack => ({
    row: 15,
    name,
    expect: [403],
    request: altered((door) => ({ Authorization: null, ...ask, ...headers(door) }), 'OPTIONS'),
  })
  return [
    preflight('preflight of another site', () => ({ Origin: 'https://evil.example' })),
    preflight('preflight into the private network', () => ({
      Origin: 'https://evil.example',
      'Access-Control-Request-Private-Network': 'true',
    })),
    preflight('preflight of our own', (door) => ({ Origin: `http://127.0.0.1:${door.port}` })),
    preflight('preflight without origin', (door) => ({ Authorization: `Bearer ${door.operatorToken}` })),
  ]
}

function upgrades(): Attack[] {
  const upgrade = {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
  }
  return [
    {
      row: 18,
      name: 'upgrade with bad host',
      expect: [403],
      request: altered(() => ({ ...upgrade, Host: 'evil.example' }), 'GET'),
    },
    {
      row: 18,
      name: 'upgrade with bad origin',
      expect: [403],
      request: altered(() => ({ ...upgrade, Origin: 'https://evil.example' }), 'GET'),
    },
    {
      row: 18,
      name: 'upgrade without token',
      expect: [401],
      on: needsToken,
      request: altered(() => ({ ...upgrade, Authorization: null }), 'GET'),
    },
  ]
}
