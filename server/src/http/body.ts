import type { IncomingMessage } from 'node:http'

/**
 * Collects a body of at most `limit` bytes. `too-large` as soon as it is known, with nothing kept; `gone` when the client
 * left before the end.
 */
export function readBody(incoming: IncomingMessage, limit: number): Promise<Buffer | 'too-large' | 'gone'> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = []
    let size = 0
    const settle = (result: Buffer | 'too-large' | 'gone') => {
      incoming.off('data', take).off('end', end).off('close', leave).off('error', leave)
      incoming.on('error', () => {})
      chunks = []
      resolve(result)
    }
    const take = (chunk: Buffer) => {
      size += chunk.byteLength
      chunks.push(chunk)
      if (size <= limit) return
      incoming.pause()
      settle('too-large')
    }
    const end = () => settle(Buffer.concat(chunks, size))
    const leave = () => settle('gone')
    if (incoming.destroyed) return resolve('gone')
    incoming.on('data', take).once('end', end).once('close', leave).once('error', leave)
  })
}

/** The bytes a request announces; null when it announces none (no body, or chunked). */
export function announcedLength(header: string | undefined): number | null {
  return header === undefined ? null : Number(header)
}

/** `application/json`, in UTF-8 if it says a character set at all, and not compressed. */
export function isPlainJson(contentType: string | undefined, contentEncoding: string | undefined): boolean {
  if (contentEncoding !== undefined && contentEncoding.toLowerCase() !== 'identity') return false
  return /^application\/json[ \t]*(?:;[ \t]*charset[ \t]*=[ \t]*(?:utf-8|"utf-8")[ \t]*)?$/i.test(contentType ?? '')
}

/** null when it is not UTF-8. A byte order mark is dropped. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
