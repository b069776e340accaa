import { connect, type Socket } from 'node:net'

/** One answer as it came over the wire. `closed`: the server ended the connection after it. */
export interface RawAnswer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
  readonly closed: boolean
}

/** Reads an answer with a length from text; null while it is not whole. */
export function readAnswer(text: string, closed: boolean): RawAnswer | null {
  const end = text.indexOf('\r\n\r\n')
  if (end === -1) return null
  const [line = '', ...fields] = text.slice(0, end).split('\r\n')
  const headers = new Map(
    fields.map((field) => {
      const colon = field.indexOf(':')
      return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()] as const
    }),
  )
  const status = Number(line.split(' ')[1])
  if (status === 100) return readAnswer(text.slice(end + 4), closed)
  const body = text.slice(end + 4)
  const length = headers.get('content-length')
  const whole = length === undefined ? closed : Buffer.byteLength(body) >= Number(length)
  return whole || closed ? { status, headers, body, closed } : null
}

/** Opens a socket that never surprises: errors are ends. */
export function openSocket(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => resolve(socket)).once('error', reject)
    socket.on('error', () => {})
  })
}

interface ExchangeOptions {
  /** Waits for the server to close, not only for the whole answer. */
  untilClosed?: boolean
  /** The answer to `HEAD` names a length and has no body. */
  head?: boolean
  timeoutMs?: number
}

/** Sends exactly these bytes on a fresh socket and reads one answer. Status 0: closed without one. */
export async function exchange(port: number, sent: string | Buffer, options: ExchangeOptions = {}): Promise<RawAnswer> {
  const socket = await openSocket(port)
  return new Promise((resolve, reject) => {
    let text = ''
    let answer: RawAnswer | null = null
    const timer = setTimeout(
      () => finish(new Error(`no answer in time to ${String(sent).slice(0, 200)}`)),
      options.timeoutMs ?? 5_000,
    )
    const finish = (result: RawAnswer | Error) => {
      clearTimeout(timer)
      socket.destroy()
      if (result instanceof Error) reject(result)
      else resolve(result)
    }
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => {
      text += chunk
      answer = readAnswer(text, options.head === true && text.includes('\r\n\r\n'))
      if (answer !== null && options.untilClosed !== true) finish(answer)
    })
    socket.on('close', () =>
      finish(readAnswer(text, true) ?? { status: 0, headers: new Map(), body: text, closed: true }),
    )
    socket.write(typeof sent === 'string' ? Buffer.from(sent, 'latin1') : sent)
  })
}

/** The text of a request. A header whose value is null is left out; lines end in CRLF. */
export function writeRequest(
  method: string,
  target: string,
  headers: Record<string, string | null>,
  body = '',
): string {
  const lines = Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]))
  return [`${method} ${target} HTTP/1.1`, ...lines, '', body].join('\r\n')
}
