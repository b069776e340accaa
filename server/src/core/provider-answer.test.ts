import { describe, expect, it } from 'vitest'
import { ProblemError } from '../problems.js'
import { errorWords, problemOfStatus, readJson, received, refused, secondsToWait } from './provider-answer.js'

const question = { source: 'civitai', what: 'version 1' } as const
const answer = (status: number, body: string, headers: Readonly<Record<string, string>> = {}) => ({
  status,
  headers: new Map(Object.entries(headers)),
  bytes: new TextEncoder().encode(body),
})

describe('JSON of an answer', () => {
  it('is read with status 200 only', () => {
    expect(readJson(received(answer(200, '{"a":1}')), question)).toEqual({ ok: true, value: { a: 1 } })
    expect(readJson(received(answer(404, '{"a":1}')), question)).toMatchObject({ ok: false, absent: true })
    expect(readJson(received(answer(500, '{"a":1}')), question)).toMatchObject({ ok: false, absent: false })
  })

  it.each([
    ['<!DOCTYPE html><html>', 'it is a web page'],
    ['', 'it is empty'],
    ['{"a":', 'it is not JSON'],
    ['['.repeat(2000), 'it is nested too deep'],
  ])('is a problem where it is %j', (body, because) => {
    expect(readJson(received(answer(200, body)), question)).toMatchObject({
      problem: { code: 'PROVIDER_ANSWER_UNREADABLE', message: expect.stringContaining(because) as unknown },
    })
  })

  it('is missing with the problem of the host, and a fault of ours stays one', () => {
    expect(refused(new ProblemError('SOURCE_OFF', { source: 'civitai' }))).toMatchObject({
      ok: false,
      problem: { code: 'SOURCE_OFF' },
    })
    expect(() => refused(new TypeError('ours'))).toThrow('ours')
  })
})

describe('a status', () => {
  it.each([
    [401, {}, 'PROVIDER_REFUSED'],
    [403, {}, 'PROVIDER_REFUSED'],
    [403, { 'x-ratelimit-remaining': '0' }, 'SOURCE_BUSY'],
    [429, {}, 'SOURCE_BUSY'],
    [451, {}, 'PROVIDER_REFUSED'],
    [503, { 'retry-after': '2' }, 'SOURCE_BUSY'],
    [418, {}, 'PROVIDER_ANSWER_UNREADABLE'],
  ])('%i %j is %s', (status, headers, code) => {
    expect(problemOfStatus(answer(status, '', headers), question).code).toBe(code)
  })
})

describe('the words of an error', () => {
  it.each([
    ['{"error":"Early\\nAccess"}', 'Early Access'],
    ['{"error":{"name":"ZodError","message":"Invalid id"}}', 'Invalid id'],
    ['{"error":{"issues":[{"message":"Too big"}],"name":"ZodError"}}', 'Too big'],
    ['{"message":"Not Found","documentation_url":"x"}', 'Not Found'],
    ['{"Code":1,"Message":"no such"}', 'no such'],
    ['{"error":null}', null],
    ['<html>', null],
  ])('%s', (body, words) => {
    expect(errorWords(answer(400, body))).toBe(words)
  })
})

describe('the time to wait', () => {
  const date = { date: 'Sat, 21 Nov 2026 08:00:00 GMT' }
  it.each([
    [{ 'retry-after': '30' }, 30],
    [{ ...date, 'retry-after': 'Sat, 21 Nov 2026 08:01:00 GMT' }, 60],
    [{ ...date, 'retry-after': 'Sat, 21 Nov 2026 07:00:00 GMT' }, 0],
    [{ ratelimit: '"api";r=0;t=55', 'ratelimit-policy': '"fixed window";"api";q=500;w=300' }, 55],
    [{ ...date, 'x-ratelimit-reset': '1795248090' }, 90],
    [{ 'x-ratelimit-reset': '1795248090' }, null],
    [{ 'retry-after': 'soon' }, null],
    [{}, null],
  ])('of %j is %s', (headers, seconds) => {
    expect(secondsToWait(new Map(Object.entries(headers)))).toBe(seconds)
  })
})
