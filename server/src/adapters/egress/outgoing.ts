import type { Address } from './target.js'

/** One request as it goes out. */
export interface Outgoing {
  readonly url: URL
  readonly method: 'GET' | 'HEAD' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** Fixed addresses in place of a name look-up. */
  readonly addresses: readonly Address[] | null
  readonly anyCertificate: boolean
  readonly signal: AbortSignal | null
  /** Goes through this proxy: a tunnel where the address is https, else as a request to the proxy. */
  readonly proxy?: URL | null
  /** Certificates (PEM) that are trusted instead of those of the system. */
  readonly trust?: readonly string[]
  /** Bytes on the wire, told once, however it ends. */
  readonly onEnd?: (sent: number, received: number) => void
}

/** A request whose answer is taken whole. */
export interface Exchange extends Outgoing {
  /** For the whole exchange, in milliseconds. */
  readonly timeoutMs: number
  /** Of the answer's body. */
  readonly maxBytes: number
  /** An answer that is packed although `identity` was asked is given up: what it unpacks to has no bound. */
  readonly refusePacked?: boolean
}
