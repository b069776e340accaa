import { createServer, type IncomingHttpHeaders } from 'node:http'
import { describe, expect, it } from 'vitest'
import { ProblemError } from '../../problems.js'
import { createEgress } from './egress.js'
import { exchange } from './exchange.js'
import { countNetwork } from './testing/count-network.js'
import { serve, serveRaw, serveTls } from './testing/serve.js'

const egress = createEgress({ allow: [] })
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** What the refusal says, as `CODE: message`. */
async function refusalOf(work: Promise<unknown>): Promise<string> {
  const outcome = await work.then(
    () => 'no refusal',
    (error: unknown) => error,
  )
  if (outcome instanceof ProblemError) return `${outcome.problem.code}: ${outcome.problem.message}`
  return `not a problem: ${String(outcome)}`
}

describe('an exchange', () => {
  it('brings status, headers and bytes', async () => {
    await using server = await serve((request, answer) => {
      answer.writeHead(418, { 'Content-Type': 'text/plain', 'Set-Cookie': 'a=b' }).end(`${request.method} ${request.url}`)
    })
    const answer = await egress.fetch(`${server.url}/object_info?x=1`)
    expect([answer.status, answer.headers.get('content-type'), text(answer.bytes)]).toEqual([418, 'text/plain', 'GET /object_info?x=1'])
    expect(answer.headers.has('set-cookie')).toBe(false)
  })

  it('sends a body with its length, and never Origin, Referer, Cookie or the credentials of the address', async () => {
    const seen: IncomingHttpHeaders[] = []
    let body = ''
    await using server = await serve((request, answer) => {
      seen.push(request.headers)
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
      request.on('end', () => answer.end())
    })
    await egress.fetch(`http://user:secret@127.0.0.1:${server.port}/prompt`, {
      method: 'POST',
      headers: { Origin: 'http://evil', COOKIE: 'a=b', Referer: 'http://evil', Host: 'evil', 'Content-Type': 'application/json' },
      body: '{"name":"模型"}',
    })
    expect(body).toBe('{"name":"模型"}')
    expect(seen[0]).toEqual({
      'accept-encoding': 'identity',
      connection: 'close',
      'content-length': '17',
      'content-type': 'application/json',
      host: `127.0.0.1:${server.port}`,
      'user-agent': 'greenlight',
    })
  })

  it('reaches localhost without a name look-up', async () => {
    await using server = await serve((_, answer) => answer.end('here'))
    const count = await countNetwork(() => egress.fetch(`http://localhost:${server.port}/`))
    expect(count.lookUps).toBe(0)
    expect(count.sockets).toBeGreaterThan(0)
  })

  it('gives a redirect as the answer and does not follow it', async () => {
    await using server = await serve((_, answer) => answer.writeHead(302, { location: 'http://203.0.113.1/model' }).end())
    const count = await countNetwork(async () => {
      const answer = await egress.fetch(server.url)
      expect([answer.status, answer.headers.get('location')]).toEqual([302, 'http://203.0.113.1/model'])
    })
    expect(count).toEqual({ sockets: 1, lookUps: 0 })
  })

  it('logs each request before it is made, without its query', async () => {
    const lines: string[] = []
    await using server = await serve((_, answer) => answer.end(String(lines.length)))
    const answer = await createEgress({ allow: [], log: (line) => lines.push(line) }).fetch(`${server.url}/view?filename=secret.png`)
    expect(text(answer.bytes)).toBe('1')
    expect(lines).toEqual([`GET ${server.url}/view`])
  })
})

describe('a refusal', () => {
  it.each(['http://example.org/', 'https://huggingface.co/x', 'http://192.168.1.5:8188/', 'http://0.0.0.0:1/', 'file:///etc/passwd', 'no address'])(
    'of %s comes before any socket or name look-up',
    async (address) => {
      const lines: string[] = []
      const closed = createEgress({ allow: ['gpu-box:8188', 'nonsense'], log: (line) => lines.push(line) })
      const count = await countNetwork(async () => expect(await refusalOf(closed.fetch(address))).toMatch(/^EGRESS_OFF: /))
      expect(count).toEqual({ sockets: 0, lookUps: 0 })
      expect(lines).toEqual([])
    },
  )

  it('does not meet a host that was named: it is tried', async () => {
    const open = createEgress({ allow: ['greenlight-test.invalid:8188'] })
    const count = await countNetwork(async () => {
      expect(await refusalOf(open.fetch('http://greenlight-test.invalid:8188/', { timeoutMs: 3000 }))).toMatch(/^COMFYUI_UNREACHABLE: /)
    })
    expect(count.lookUps).toBe(1)
  })
})

describe('bounds', () => {
  it('ends an answer that never comes, and one that trickles for ever', async () => {
    await using silent = await serve(() => undefined)
    await using trickling = await serve((_, answer) => {
      const timer = setInterval(() => answer.write('x'), 20)
      answer.on('close', () => clearInterval(timer))
    })
    for (const server of [silent, trickling]) {
      expect(await refusalOf(egress.fetch(server.url, { timeoutMs: 150 }))).toBe(
        `COMFYUI_UNREACHABLE: No ComfyUI answers at ${server.url} (no answer within 150 ms).`,
      )
    }
  })

  it('reads up to maxBytes, not one more, said or unsaid in the head', async () => {
    await using said = await serve((_, answer) => answer.writeHead(200, { 'content-length': 1001 }).end(Buffer.alloc(1001)))
    await using unsaid = await serve((_, answer) => {
      answer.write(Buffer.alloc(1000))
      answer.end('x')
    })
    for (const server of [said, unsaid]) {
      expect((await egress.fetch(server.url, { maxBytes: 1001 })).bytes).toHaveLength(1001)
      expect(await refusalOf(egress.fetch(server.url, { maxBytes: 1000 }))).toContain('larger than 1000 bytes')
    }
  })

  it('stops reading an endless answer', async () => {
    let sent = 0
    await using server = await serve((_, answer) => {
      const block = Buffer.alloc(65_536)
      const more = () => {
        while (!answer.destroyed && answer.write(block)) sent += block.length
      }
      answer.on('drain', more)
      more()
    })
    expect(await refusalOf(egress.fetch(server.url, { maxBytes: 1_000_000 }))).toContain('larger than')
    expect(sent).toBeLessThan(32_000_000)
  })

  it('ends when its signal does, before and during', async () => {
    await using server = await serve((_, answer) => void answer.write('begun'))
    const late = new AbortController()
    setTimeout(() => late.abort(new Error('enough')), 50)
    await expect(egress.fetch(server.url, { signal: late.signal })).rejects.toThrow('enough')
    const count = await countNetwork(async () => {
      await expect(egress.fetch(server.url, { signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow('too late')
    })
    expect(count.sockets).toBe(0)
  })
})

describe('a fault is said in words', () => {
  it('nobody listens', async () => {
    const free = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const address = server.address()
        server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
      })
    })
    for (const host of ['127.0.0.1', 'localhost']) {
      expect(await refusalOf(egress.fetch(`http://${host}:${free}/`))).toContain('(nothing listens there)')
    }
  })

  it.each<[string, string, string]>([
    ['a line that is no http', 'SSH-2.0-OpenSSH\r\n', 'does not speak http'],
    ['a head without end', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`, 'does not speak http'],
    ['nothing', '', 'broke the connection off'],
    ['half a body', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf', 'broke the connection off'],
    ['half a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf', 'broke the connection off'],
  ])('%s', async (_, sends, words) => {
    await using server = await serveRaw((socket) => void socket.end(sends))
    expect(await refusalOf(egress.fetch(server.url, { timeoutMs: 2000 }))).toContain(words)
  })

  it('headers that cannot be sent', async () => {
    await using server = await serve((_, answer) => answer.end())
    expect(await refusalOf(egress.fetch(server.url, { headers: { 'x-name': 'a\r\nb: c' } }))).toMatch(/^COMFYUI_UNREACHABLE: /)
  })
})

describe('https', () => {
  it('takes a self-signed certificate from loopback', async () => {
    await using server = await serveTls((_, answer) => answer.end('safe'))
    expect(text((await egress.fetch(server.url)).bytes)).toBe('safe')
    expect(text((await egress.fetch(`https://localhost:${server.port}/`)).bytes)).toBe('safe')
  })

  it('takes it from nowhere else', async () => {
    await using server = await serveTls((_, answer) => answer.end('safe'))
    const sent = exchange({
      url: new URL(server.url),
      method: 'GET',
      headers: {},
      body: null,
      addresses: null,
      anyCertificate: false,
      timeoutMs: 5000,
      maxBytes: 1000,
      signal: null,
    })
    await expect(sent).rejects.toThrow(/self-signed certificate/)
  })

  it('says so where the other side speaks plain http', async () => {
    await using server = await serve((_, answer) => answer.end())
    expect(await refusalOf(egress.fetch(`https://127.0.0.1:${server.port}/`))).toContain('does not speak https')
  })
})
