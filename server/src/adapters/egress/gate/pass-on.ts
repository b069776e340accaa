import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { beginRequest } from '../connection.js'
import { hostAndPort } from '../target.js'
import type { GateRules } from './gate-rules.js'
import { judge } from './judge.js'

const ofOneHop = new Set(['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'])

/** One request to a plain http address, as a mirror nearby has. Resolves when its line is written; never rejects. */
export async function passOn(request: IncomingMessage, answer: ServerResponse, rules: GateRules): Promise<void> {
  const url = URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : null
  if (url === null || url.protocol !== 'http:' || !isKnown(request.method)) return void answer.writeHead(400).end()
  const line = { at: new Date(rules.now()).toISOString(), source: rules.source, host: hostAndPort(url), purpose: rules.purpose }
  const way = await judge(url, rules)
  if (way === null) return void answer.writeHead(403).end()
  const headers = Object.fromEntries(Object.entries(request.headers).flatMap(([name, value]) => (ofOneHop.has(name) || value === undefined ? [] : [[name, String(value)]])))
  const asked = beginRequest({ url, method: request.method, headers, body: null, addresses: way.addresses, proxy: way.proxy, anyCertificate: false, signal: null }, null)
  let socket: Socket | null = null
  asked.on('socket', (of: Socket) => (socket = of))
  answer.on('close', () => asked.destroy())
  const status = await new Promise<IncomingMessage>((resolve, reject) => void request.pipe(asked.on('response', resolve).on('error', reject))).then(
    async (from) => {
      const told = Object.entries(from.headers).flatMap(([name, value]) => (ofOneHop.has(name) || value === undefined ? [] : [[name, value] as const]))
      answer.writeHead(from.statusCode ?? 502, Object.fromEntries(told))
      await pipeline(from, answer).catch(() => undefined)
      return from.statusCode ?? null
    },
    () => {
      if (!answer.headersSent) answer.writeHead(502).end()
      return null
    },
  )
  const { bytesWritten = 0, bytesRead = 0 } = (socket as Socket | null) ?? {}
  await rules.ledger.write({ ...line, status, sent: bytesWritten, received: bytesRead })
}

function isKnown(method: string | undefined): method is 'GET' | 'HEAD' | 'POST' {
  return method === 'GET' || method === 'HEAD' || method === 'POST'
}
