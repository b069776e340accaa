import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { answerHeaders } from './answer-headers.js'
import { refuse, type Refusal } from './refusal.js'

/** What node's parser or its clock objected to, as a coded refusal; null when there is nobody left to tell. */
export function refusalOfFault(fault: Error & { code?: string }): Refusal | null {
  if (fault.code === 'ECONNRESET' || fault.code === 'EPIPE') return null
  if (fault.code === 'HPE_HEADER_OVERFLOW') return refuse('HEADERS_TOO_LARGE')
  if (fault.code === 'ERR_HTTP_REQUEST_TIMEOUT') return refuse('REQUEST_TIMEOUT')
  return refuse('REQUEST_MALFORMED', { because: 'it is not HTTP as we read it' })
}

/** Writes a refusal past node's answer, where there is none, and closes the connection. */
export function refuseSocket(socket: Duplex, refusal: Refusal): void {
  if (!socket.writable) return void socket.destroy()
  const body = JSON.stringify(refusal.problem)
  const headers = {
    ...answerHeaders,
    ...refusal.headers,
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const line = `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? ''}`
  socket.on('error', () => {})
  socket.end([line, ...lines, '', body].join('\r\n'), () => socket.destroy())
}
