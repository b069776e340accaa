import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Answered } from './answer.js'

/** Takes the proper answer and says something else. */
export type Misbehaviour = (response: ServerResponse, proper: Answered) => void

const json = { 'content-type': 'application/json' }
const textOf = ({ body }: Answered): string => JSON.stringify(body ?? {})

/** An error in either of the service's two shapes, with headers. */
export const fails =
  (
    status: number,
    headers: Readonly<Record<string, string>> = {},
    body: unknown = { error: 'no', message: `status ${status}` },
  ): Misbehaviour =>
  (response) =>
    void response.writeHead(status, { ...json, ...headers }).end(JSON.stringify(body))

export const busyFor = (seconds: number, status = 429): Misbehaviour =>
  fails(status, { 'retry-after': String(seconds) })
/** `Retry-After` as a date, measured by the answer's own. */
export const busyUntil = (seconds: number): Misbehaviour => {
  const now = Date.UTC(2026, 0, 1)
  return fails(429, { date: new Date(now).toUTCString(), 'retry-after': new Date(now + seconds * 1000).toUTCString() })
}
export const busyByLimit = (seconds: number): Misbehaviour =>
  fails(429, { ratelimit: `"api";r=0;t=${seconds}`, 'ratelimit-policy': '"fixed window";"api";q=500;w=300' })

/** A page of a login or a proxy, with status 200. */
export const webPage: Misbehaviour = (response) =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><html><body>Log in</body></html>')
/** Any text as if it were the answer. */
export const says =
  (text: string): Misbehaviour =>
  (response) =>
    void response.writeHead(200, json).end(text)
/** The body as it would be, made into another one. */
export const changed =
  (change: (body: unknown) => unknown): Misbehaviour =>
  (response, proper) =>
    void response.writeHead(proper.status, json).end(JSON.stringify(change(proper.body)))

/** The connection ends in the middle of the body, whatever its length was said to be. */
export const cutOff: Misbehaviour = (response, proper) => {
  const text = textOf(proper)
  response.writeHead(proper.status, { ...json, 'content-length': String(Buffer.byteLength(text)) })
  response.write(text.slice(0, text.length / 2), () => response.destroy())
}
export const withoutLength: Misbehaviour = (response, proper) => {
  response.writeHead(proper.status, { ...json, connection: 'close' })
  response.write(textOf(proper).slice(0, 10))
  response.end(textOf(proper).slice(10))
}
export const drops: Misbehaviour = (response) => void response.destroy()
/** Never says anything. */
export const hangs: Misbehaviour = () => undefined
export const slowly =
  (ms: number): Misbehaviour =>
  (response, proper) =>
    void wait(ms).then(() => response.writeHead(proper.status, json).end(textOf(proper)))

/** Every list empty. */
export const emptied = changed((body) => mapJson(body, (value) => (Array.isArray(value) ? [] : value)))
/** Null wherever a text, number, truth value or list of entries' own is expected. */
export const nulled = changed((body) => (isObject(body) ? mapEntries(body) : body))

function mapEntries(body: object): unknown {
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map((entry: unknown) => (isObject(entry) ? nullsIn(entry) : entry)) : value,
    ]),
  )
}
function nullsIn(entry: object): object {
  return Object.fromEntries(
    Object.entries(entry).map(([key, value]) => [key, /^(?:id|comfy_node_name|version)$/.test(key) ? value : null]),
  )
}
function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
function mapJson(value: unknown, change: (value: unknown) => unknown): unknown {
  const now = change(value)
  if (!isObject(now)) return now
  return Object.fromEntries(Object.entries(now).map(([key, inner]) => [key, mapJson(inner, change)]))
}
