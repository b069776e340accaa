import type { Endpoint } from '@greenlight/shared/api'
import * as v from 'valibot'
import type { Context } from 'hono'
import { announcedLength, decodeUtf8, isPlainJson, readBody } from './body.js'
import type { DoorEnv } from './door-env.js'
import type { ParseJson } from './handlers.js'
import { refusalOf, refuse, type Refusal } from './refusal.js'

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

const MiB = 1024 * 1024

/** Bytes a request of this endpoint may carry. */
export function bodyLimitOf(endpoint: Endpoint): number {
  return endpoint.method === 'GET' ? 0 : (endpoint.bodyLimit ?? MiB)
}

/** Whether the announced body is too long; asked before a byte of it is read. */
export function refuseLength(header: string | undefined, limit: number): Refusal | null {
  const length = announcedLength(header)
  return length === null || length <= limit ? null : refuse('BODY_TOO_LARGE', { limit })
}

/** The query against the endpoint's schema: every key at most once, none unknown, no control character. */
export function readQuery(url: string, endpoint: Endpoint): Read<unknown> {
  const given = url.includes('?') ? [...new URL(url).searchParams] : []
  const entries = new Map<string, string>()
  for (const [key, value] of given) {
    if (entries.has(key)) return shape('query', key, 'given twice', 400)
    if (/\p{Cc}/u.test(key + value)) return shape('query', undefined, 'it holds control characters', 400)
    entries.set(key, value)
  }
  if (endpoint.query === undefined) {
    return given.length === 0 ? { ok: true, value: undefined } : shape('query', undefined, 'this route takes none', 400)
  }
  const parsed = v.safeParse(endpoint.query, Object.fromEntries(entries))
  if (!parsed.success) return shape('query', v.getDotPath(parsed.issues[0]), parsed.issues[0].message, 400)
  const taken = Object.keys(Object(parsed.output))
  const unknown = given.find(([key]) => !taken.includes(key))
  return unknown === undefined
    ? { ok: true, value: parsed.output }
    : shape('query', undefined, 'it has an unknown key', 400)
}

/** The body of a writing endpoint: announced as JSON, within the limit, parsed, and of the endpoint's shape. */
export async function readJsonBody(
  c: Context<DoorEnv>,
  endpoint: Endpoint,
  parseJson: ParseJson,
): Promise<Read<{ body: unknown; text: string }>> {
  if (endpoint.method === 'GET') return { ok: true, value: { body: undefined, text: '' } }
  if (!isPlainJson(c.req.header('content-type'), c.req.header('content-encoding')))
    return refused(refuse('BODY_TYPE_REFUSED'))
  const limit = bodyLimitOf(endpoint)
  const bytes = await readBody(c.env.incoming, limit)
  if (bytes === 'too-large') return refused(refuse('BODY_TOO_LARGE', { limit }))
  if (bytes === 'gone') return refused(refuse('REQUEST_MALFORMED', { because: 'it ended early' }))
  const text = decodeUtf8(bytes)
  if (text === null) return refused(refuse('REQUEST_MALFORMED', { because: 'its body is not UTF-8' }))
  const parsed = parseJson(text)
  if (!parsed.ok) return refused(refusalOf(parsed.problem, 400))
  if (endpoint.body === undefined) return { ok: true, value: { body: undefined, text } }
  const checked = v.safeParse(endpoint.body, parsed.value)
  if (checked.success) return { ok: true, value: { body: checked.output, text } }
  return shape('body', v.getDotPath(checked.issues[0]), checked.issues[0].message, 422)
}

/** valibot repeats what it received; a short sentence is enough and keeps foreign text out of the answer. */
function shape(
  part: 'body' | 'query',
  where: string | null | undefined,
  because: string,
  status: 400 | 422,
): Read<never> {
  const said = because.replace(/ but received .*$/s, '').slice(0, 200)
  return refused(refuse('REQUEST_SHAPE', { part, where: where?.slice(0, 100), because: said }, { status }))
}

function refused(refusal: Refusal): Read<never> {
  return { ok: false, refusal }
}
