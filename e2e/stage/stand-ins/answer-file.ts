import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

export interface ServedFile {
  bytes: Buffer
  type?: string
  slow?: Slow
}

/** A file that comes slowly and stops on its way, so that a test can look at a transfer for as long as it likes. */
export interface Slow {
  /** Milliseconds between pieces of 64 KiB. */
  pace: number
  /** No byte behind this one is sent ... */
  holdAt: number
  /** ... before this is set; then the rest comes at once. */
  letGo: boolean
}

/** A file as Hugging Face's storage gives it: size and SHA-256 in headers, ranges honoured where If-Range agrees. */
export function answerFile(request: IncomingMessage, answer: ServerResponse, { bytes, type = 'application/octet-stream', slow }: ServedFile): void {
  const etag = `"${createHash('sha256').update(bytes).digest('hex')}"`
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
  const same = request.headers['if-range'] === undefined || request.headers['if-range'] === etag
  const [from, to] = range !== null && same ? [Number(range[1]), range[2] === '' ? bytes.length - 1 : Number(range[2])] : [0, bytes.length - 1]
  const common = { 'content-type': type, etag, 'x-linked-etag': etag, 'x-linked-size': String(bytes.length), 'x-repo-commit': 'a'.repeat(40), 'accept-ranges': 'bytes' }
  if (from >= bytes.length) return void answer.writeHead(416, { ...common, 'content-range': `bytes */${bytes.length}` }).end()
  const part = bytes.subarray(from, Math.min(to, bytes.length - 1) + 1)
  const partial = range !== null && same ? { 'content-range': `bytes ${from}-${from + part.length - 1}/${bytes.length}` } : {}
  answer.writeHead(range !== null && same ? 206 : 200, { ...common, ...partial, 'content-length': part.length })
  if (request.method === 'HEAD') return void answer.end()
  if (slow === undefined) return void answer.end(part)
  sendSlowly(answer, part, from, slow)
}

function sendSlowly(answer: ServerResponse, bytes: Buffer, from: number, slow: Slow): void {
  let at = 0
  const next = () => {
    if (answer.destroyed) return
    if (slow.letGo) return void answer.end(bytes.subarray(at))
    const piece = Math.max(0, Math.min(64 * 1024, slow.holdAt - from - at))
    if (piece > 0) answer.write(bytes.subarray(at, at + piece))
    at += piece
    setTimeout(next, slow.pace)
  }
  next()
}
