import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

export interface ServedFile {
  bytes: Buffer
  type?: string
  /** Milliseconds between pieces, so that a test can look at a transfer on its way. */
  pace?: number
}

/** A file as Hugging Face's storage gives it: size and SHA-256 in headers, ranges honoured where If-Range agrees. */
export function answerFile(request: IncomingMessage, answer: ServerResponse, { bytes, type = 'application/octet-stream', pace = 0 }: ServedFile): void {
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
  if (pace === 0) return void answer.end(part)
  sendPaced(answer, part, pace)
}

function sendPaced(answer: ServerResponse, bytes: Buffer, pace: number): void {
  const size = 64 * 1024
  let at = 0
  const next = () => {
    if (answer.destroyed) return
    answer.write(bytes.subarray(at, at + size))
    at += size
    if (at >= bytes.length) answer.end()
    else setTimeout(next, pace)
  }
  next()
}
