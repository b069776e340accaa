import { createServer, type IncomingHttpHeaders } from 'node:http'
import { describe, expect, it } from 'vitest'
import { countNetwork } from '../testing/count-network.js'
import { openHost, publicAddress, refusalOf, textOf } from '../testing/open-host.js'
import { namedCertificate } from '../testing/self-signed.js'
import { serve, serveRaw, serveTls, type Served } from '../testing/serve.js'

const token = 'hf_canary0123456789'

/** A second server, of another origin because of its port, that keeps what it was sent. */
async function serveRecorder(tls = true) {
  const seen: { url: string; headers: IncomingHttpHeaders; raw: string; method: string; body: string }[] = []
  const record: Parameters<typeof serve>[0] = (request, answer) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      seen.push({ url: request.url ?? '', headers: request.headers, raw: [request.url, ...request.rawHeaders].join('\n'), method: request.method ?? '', body })
      answer.end('second')
    })
  }
  const served = tls ? await serveTls(record, namedCertificate) : await serve(record)
  return { ...served, seen }
}

const redirecting = (to: string, status = 302) => serveTls((_, answer) => answer.writeHead(status, { location: to }).end(), namedCertificate)
const named = (server: Served, name: string) => `https://${name}:${server.port}`

describe('the token', () => {
  it('goes to the endpoint and never to the host it redirects to, nor does any other telling header', async () => {
    await using second = await serveRecorder()
    const first: IncomingHttpHeaders[] = []
    await using server = await serveTls((request, answer) => {
      first.push(request.headers)
      answer.writeHead(302, { location: `${named(second, 'cdn.test')}/file?sig=1&echo=${token}` }).end()
    }, namedCertificate)
    const { host } = openHost({ endpoint: named(server, 'mirror.test'), token })
    const answer = await host.fetch('/file', 'file', { headers: { 'X-Api-Key': 'k', Cookie: 'a=b', Referer: 'x', 'If-None-Match': '"1"', Accept: 'text/plain', Authorization: 'Basic abc' } })
    expect(textOf(answer)).toBe('second')
    expect([first[0]?.authorization, first[0]?.['x-api-key'], first[0]?.cookie]).toEqual([`Bearer ${token}`, 'k', undefined])
    expect(Object.keys(second.seen[0]?.headers ?? {}).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent'])
    expect(second.seen[0]?.url).toBe('/file?sig=1')
    expect(second.seen[0]?.raw).not.toContain('canary')
  })

  it.each([301, 302, 303, 307, 308])('stays behind at another port of the same host too (%d)', async (status) => {
    await using second = await serveRecorder(false)
    await using server = await serve((_, answer) => answer.writeHead(status, { location: `${second.url}/x` }).end())
    const { host } = openHost({ endpoint: server.url, token })
    await host.fetch('/file', 'file')
    expect(second.seen[0]?.headers.authorization).toBeUndefined()
  })

  it('is kept through redirects of the endpoint itself, and not sent again once it was left behind', async () => {
    const seen: string[] = []
    let away = ''
    await using server = await serve((request, answer) => {
      seen.push(`${request.url} ${request.headers.authorization === undefined ? 'bare' : 'token'}`)
      const to = { '/1': '/2', '/2': `${away}/back` }[request.url ?? '']
      answer.writeHead(to === undefined ? 200 : 302, to === undefined ? {} : { location: to }).end()
    })
    await using second = await serve((_, answer) => answer.writeHead(302, { location: `${server.url}/3` }).end())
    away = second.url
    await openHost({ endpoint: server.url, token }).host.fetch('/1', 'file')
    expect(seen).toEqual(['/1 token', '/2 token', '/3 bare'])
  })

  it.each([`/x/${token}`, `/x?a=1#${token}`, `/x?${token}`, `/x?a=${encodeURIComponent(token).replace('_', '%5f')}&b=2`])('does not get out inside the address %s', async (path) => {
    await using second = await serveRecorder(false)
    await using server = await serve((_, answer) => answer.writeHead(302, { location: `${second.url}${path}` }).end())
    await openHost({ endpoint: server.url, token }).host.fetch('/file', 'file').catch(() => undefined)
    expect(second.seen.map(({ raw }) => decodeURIComponent(raw)).join()).not.toContain(token)
  })

  it('is in no refusal, ledger line or kept answer', async () => {
    await using server = await serve((request, answer) => (request.url === '/ok' ? answer.end('ok') : answer.destroy()))
    const { host, lines, kept } = openHost({ endpoint: server.url, token })
    await host.fetch('/ok', `purpose ?token=${token} /home/me/secret.png`)
    const told = await refusalOf(host.fetch(`/broken?token=${token}`, 'file'))
    expect(told).toMatch(/^SOURCE_UNREACHABLE/)
    const everything = JSON.stringify([told, lines, [...kept].map(([key, { headers, bytes }]) => [key, [...headers], textOf({ bytes })])])
    expect(everything).not.toContain(token)
    expect(everything).not.toMatch(/\?|\/home|secret\.png/)
  })
})

describe('a redirect', () => {
  it.each([
    'https://127.0.0.1/x', 'https://localhost/x', 'https://[::1]/x', 'https://[::ffff:127.0.0.1]/x', 'https://2130706433/x', 'https://0x7f.1/x', 'https://0/x', 'https://10.0.0.1/x',
    'https://192.168.1.1/admin', 'https://172.20.0.1/x', 'https://100.64.0.1/x', 'https://169.254.169.254/latest/meta-data', 'https://[fd00:ec2::254]/x', 'https://[fe80::1]/x',
    'https://224.0.0.1/x', 'https://[64:ff9b::7f00:1]/x', 'http://cdn.test/x', 'http://93.184.215.14/x', 'ftp://cdn.test/x', 'file:///etc/passwd', 'data:text/plain,x', 'https://me:word@cdn.test/x',
  ])('to %s is refused before a look-up and a socket', async (to) => {
    await using server = await redirecting(to)
    const { host, sent, lookUps } = openHost({ endpoint: named(server, 'mirror.test') })
    expect(await refusalOf(host.fetch('/x', 'file'))).toMatch(/^SOURCE_REFUSED_ADDRESS: /)
    expect(sent).toHaveLength(1)
    expect(lookUps).toEqual(['mirror.test'])
  })

  it('to a name that means a private address is refused before a socket', async () => {
    await using server = await redirecting('https://inner.test/x')
    const lookUp = async (name: string) => [name === 'inner.test' ? ({ address: '192.168.1.1', family: 4 } as const) : publicAddress]
    const { host, sent, lines } = openHost({ endpoint: named(server, 'mirror.test'), lookUp })
    expect(await refusalOf(host.fetch('/x', 'file'))).toContain('inner.test:443, which is refused: its name leads to no address of the public internet')
    expect(sent).toHaveLength(1)
    // The name server was asked, and that is told.
    expect(lines.map(({ host: at, status, sent: bytes }) => [at, status, bytes])).toEqual([[`mirror.test:${server.port}`, 302, expect.any(Number)], ['inner.test:443', null, 0]])
  })

  it('is followed five times and no more', async () => {
    let asked = 0
    await using server = await serve((request, answer) => {
      asked += 1
      const at = Number(request.url?.slice(1))
      if (at === 0) answer.end('there')
      else answer.writeHead(302, { location: `/${at - 1}` }).end()
    })
    const { host } = openHost({ endpoint: server.url })
    expect(textOf(await host.fetch('/5', 'file'))).toBe('there')
    expect(await refusalOf(host.fetch('/6', 'file'))).toContain('redirects more than 5 times')
    expect(asked).toBe(12)
  })

  it('is the answer itself where the caller wants that, or where it leads nowhere', async () => {
    await using server = await serve((request, answer) => answer.writeHead(302, request.url === '/nowhere' ? {} : { location: 'https://192.168.1.1/' }).end())
    const { host } = openHost({ endpoint: server.url })
    expect((await host.fetch('/x', 'file', { follow: false })).headers.get('location')).toBe('https://192.168.1.1/')
    expect((await host.fetch('/nowhere', 'file')).status).toBe(302)
  })

  it('passes what was posted on to nobody else', async () => {
    await using second = await serveRecorder(false)
    for (const status of [307, 308]) {
      await using server = await serve((_, answer) => answer.writeHead(status, { location: second.url }).end())
      expect(await refusalOf(openHost({ endpoint: server.url }).host.fetch('/x', 'hashes', { method: 'POST', body: '["secret"]' }))).toMatch(/^SOURCE_REFUSED_ADDRESS/)
    }
    await using server = await serve((_, answer) => answer.writeHead(302, { location: second.url }).end())
    await openHost({ endpoint: server.url }).host.fetch('/x', 'hashes', { method: 'POST', body: '["secret"]' })
    expect(second.seen.map(({ method, body }) => [method, body])).toEqual([['GET', '']])
  })
})

describe('a name', () => {
  it('that means something else the second time is not asked a second time for the same request', async () => {
    let asked = 0
    await using server = await serveTls((_, answer) => answer.end('right'), namedCertificate)
    const lookUp = async () => [asked++ === 0 ? publicAddress : ({ address: '127.0.0.1', family: 4 } as const)]
    const { host, sent } = openHost({ endpoint: named(server, 'mirror.test'), lookUp })
    const network = await countNetwork(async () => expect(textOf(await host.fetch('/x', 'file'))).toBe('right'))
    expect([asked, network.lookUps]).toEqual([1, 0])
    expect(sent[0]?.addresses).toEqual([publicAddress])
    expect(await refusalOf(host.fetch('/y', 'file'))).toMatch(/^SOURCE_REFUSED_ADDRESS/)
    expect(sent).toHaveLength(1)
  })

  it('with public and private addresses is reached at the public ones only', async () => {
    await using server = await serveTls((_, answer) => answer.end('right'), namedCertificate)
    const lookUp = async () => [{ address: '10.0.0.1', family: 4 } as const, publicAddress, { address: '::1', family: 6 } as const]
    const { host, sent } = openHost({ endpoint: named(server, 'mirror.test'), lookUp })
    await host.fetch('/x', 'file')
    expect(sent[0]?.addresses).toEqual([publicAddress])
  })

  it('must be in the certificate', async () => {
    await using server = await serveTls((_, answer) => answer.end('right'), namedCertificate)
    const { host } = openHost({ endpoint: named(server, 'other.test') })
    expect(await refusalOf(host.fetch('/x', 'file'))).toContain('its certificate is not trusted')
  })

  it('without an address is told, and so is one whose look-up never ends', async () => {
    const none = openHost({ lookUp: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })) })
    expect(await refusalOf(none.host.fetch('/x', 'file'))).toBe('SOURCE_UNREACHABLE: huggingface gave no answer at mirror.test:443 (its name is not known).')
    expect(none.lines[0]).toMatchObject({ host: 'mirror.test:443', status: null, sent: 0, received: 0 })
    const endless = openHost({ lookUp: () => new Promise(() => undefined) })
    await expect(endless.host.fetch('/x', 'file', { signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout/)
  })
})

describe('an address', () => {
  it.each(['x', '', 'https://evil.test/', '@evil.test/', '.evil.test/', ':99/', '\\evil.test'])('made of the path %j is refused', async (path) => {
    const { host, sent, lookUps } = openHost({})
    expect(await refusalOf(host.fetch(path, 'file'))).toMatch(/^SOURCE_REFUSED_ADDRESS/)
    expect([sent, lookUps]).toEqual([[], []])
  })

  it.each(['//evil.test/x', '/\\evil.test/x', '/../../x', '/x?a=https://evil.test/', '/x#@evil.test'])('made of the path %j stays at the endpoint', async (path) => {
    await using server = await serve((_, answer) => answer.end())
    const { host, sent } = openHost({ endpoint: server.url })
    await host.fetch(path, 'file')
    expect(sent[0]?.url.origin).toBe(server.url)
  })

  it.each(['http://mirror.test', 'https://10.0.0.1', 'https://[::1%25eth0]'])('of the endpoint %s is refused', async (endpoint) => {
    const { host, sent } = openHost({ endpoint })
    expect(await refusalOf(host.fetch('/x', 'file'))).toMatch(/^SOURCE_REFUSED_ADDRESS/)
    expect(sent).toEqual([])
  })

  it('that was named for this process may be private and plain http, at that port only', async () => {
    await using server = await serve((_, answer) => answer.end('inner'))
    const lookUp = async () => [{ address: '127.0.0.1', family: 4 } as const]
    const allow = [`mirror.test:${server.port}`]
    expect(textOf(await openHost({ endpoint: `http://mirror.test:${server.port}`, allow, lookUp }).host.fetch('/x', 'file'))).toBe('inner')
    expect(await refusalOf(openHost({ endpoint: 'http://mirror.test:81', allow, lookUp }).host.fetch('/x', 'file'))).toContain('it is not https')
  })
})

describe('a hostile answer', () => {
  const raw = (text: string) => serveRaw((socket) => void socket.end(text))
  it.each<[string, string, string]>([
    ['says more than it sends', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf', 'broke the connection off'],
    ['is cut in a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf', 'broke the connection off'],
    ['says a length of 10^15', 'HTTP/1.1 200 OK\r\nContent-Length: 1000000000000000\r\n\r\n', 'larger than 1000 bytes'],
    ['has two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 4\r\n\r\nhalf', 'does not speak http'],
    ['has a length and chunks', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n', 'does not speak http'],
    ['is packed though plain was asked', 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nxx', 'its answer is packed (gzip)'],
    ['has a header of 100 KB', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`, 'does not speak http'],
    ['has headers without end', `HTTP/1.1 200 OK\r\n${'x-a: b\r\n'.repeat(20_000)}`, 'does not speak http'],
    ['is no http', 'SSH-2.0-OpenSSH\r\n', 'does not speak http'],
    ['is nothing', '', 'broke the connection off'],
  ])('%s', async (_, sends, words) => {
    await using server = await raw(sends)
    const { host, lines } = openHost({ endpoint: server.url })
    const told = await refusalOf(host.fetch('/x', 'file', { maxBytes: 1000 }))
    expect(told).toMatch(/^SOURCE_UNREACHABLE/)
    expect(told).toContain(words)
    expect(lines.map(({ status }) => status)).toEqual([null])
  })

  it('that says less than it sends gives what it said, not a byte more', async () => {
    await using server = await raw('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n\r\nsmuggled')
    expect(textOf(await openHost({ endpoint: server.url }).host.fetch('/x', 'file'))).toBe('ok')
  })

  it.each<[string, Parameters<typeof serve>[0]]>([
    ['that never begins', () => undefined],
    ['that trickles', (_, answer) => void setInterval(() => answer.write('x'), 20).unref()],
    ['of endless early hints', (_, answer) => void setInterval(() => answer.writeEarlyHints({ link: '</x>; rel=preload' }), 20).unref()],
  ])('%s ends in time', async (_, behave) => {
    await using server = await serve(behave)
    expect(await refusalOf(openHost({ endpoint: server.url, timeoutMs: 150 }).host.fetch('/x', 'file'))).toContain('no answer within 150 ms')
  })

  it('without end is cut at its bound', async () => {
    let sent = 0
    await using server = await serve((_, answer) => {
      const more = () => {
        while (!answer.destroyed && answer.write(Buffer.alloc(65_536))) sent += 65_536
      }
      answer.on('drain', more)
      more()
    })
    expect(await refusalOf(openHost({ endpoint: server.url }).host.fetch('/x', 'file', { maxBytes: 100_000 }))).toContain('larger than 100000 bytes')
    expect(sent).toBeLessThan(32_000_000)
  })
})

describe('off', () => {
  it('asks no name server, opens no socket and reads no kept answer', async () => {
    const { host, sent, lookUps, lines, kept, state } = openHost({ use: 'off', endpoint: 'https://huggingface.co' })
    const network = await countNetwork(async () => {
      expect(await refusalOf(host.fetch('/x', 'file'))).toBe('SOURCE_OFF: huggingface is not asked: this source is switched off.')
    })
    expect([network, sent, lookUps, lines, kept.size]).toEqual([{ sockets: 0, lookUps: 0 }, [], [], [], 0])
    // So that the test can fail: the same question, switched on, does ask.
    state.use = 'ask'
    await host.fetch('/x', 'file', { signal: AbortSignal.timeout(50) }).catch(() => undefined)
    expect(lookUps).toEqual(['huggingface.co'])
  })

  it('that comes while the source was on holds from the next question on', async () => {
    await using server = await serve((_, answer) => answer.end('x'))
    const { host, state, sent } = openHost({ endpoint: server.url })
    await host.fetch('/x', 'file')
    state.use = 'off'
    expect(await refusalOf(host.fetch('/x', 'file'))).toMatch(/^SOURCE_OFF/)
    expect(sent).toHaveLength(1)
  })
})

it('nobody listens', async () => {
  const port = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
  expect(await refusalOf(openHost({ endpoint: `http://127.0.0.1:${port}` }).host.fetch('/', 'file'))).toContain('nothing listens there')
})
