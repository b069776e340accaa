import type { Endpoint } from '@greenlight/shared/api'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { bodyLimitOf, readQuery, refuseLength } from './read-call.js'

const endpoint: Endpoint = {
  method: 'GET',
  path: '/x',
  tier: 'panel',
  says: 'x',
  reply: v.unknown(),
  query: v.object({ name: v.string(), after: v.optional(v.string()) }),
}
const read = (query: string) => readQuery(`http://127.0.0.1:1/x${query}`, endpoint)

test('takes the keys of the schema, decoded', () => {
  expect(read('?name=a%20b')).toEqual({ ok: true, value: { name: 'a b' } })
})

test.each([
  ['a key is missing', '', 400],
  ['a key is given twice', '?name=a&name=b', 400],
  ['a key is unknown', '?name=a&other=b', 400],
  ['a value holds NUL', '?name=a%00', 400],
  ['a value holds a line break', '?name=a%0d%0ab: c', 400],
  ['a key is of the prototype', '?name=a&__proto__=b', 400],
])('is refused when %s', (_, query, status) => {
  expect(read(query)).toMatchObject({ ok: false, refusal: { status, problem: { code: 'REQUEST_SHAPE' } } })
})

test('limits: nothing for a read, 1 MiB, or what the table says', () => {
  expect(bodyLimitOf(endpoint)).toBe(0)
  expect(bodyLimitOf({ ...endpoint, method: 'POST' })).toBe(1024 * 1024)
  expect(bodyLimitOf({ ...endpoint, method: 'POST', bodyLimit: 7 })).toBe(7)
  expect(refuseLength('7', 7)).toBeNull()
  expect(refuseLength(undefined, 0)).toBeNull()
  expect(refuseLength('8', 7)?.status).toBe(413)
})
