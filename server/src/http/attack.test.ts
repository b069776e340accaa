import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problems } from '../problems.js'
import { answerHeaders } from './answer-headers.js'
import type { Attack } from './testing/attack.js'
import { senderAttacks } from './testing/attacks-of-senders.js'
import { textAttacks } from './testing/attacks-of-text.js'
import { openDoor, routes, type Door } from './testing/door.js'
import { exchange, type RawAnswer } from './testing/raw-exchange.js'

const attacks = [...senderAttacks(), ...textAttacks()]
let door: Door
let asked = 0

beforeAll(async () => {
  door = await openDoor()
})
afterAll(async () => {
  await door.close()
})

function codeOf(answer: RawAnswer): string {
  const body: unknown = JSON.parse(answer.body)
  return typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : ''
}

function checkRefusal(answer: RawAnswer, attack: Attack, where: string): void {
  expect(attack.expect, `${where} -> ${answer.status} ${answer.body.slice(0, 200)}`).toContain(answer.status)
  expect(Object.keys(problems), where).toContain(codeOf(answer))
  expect(
    [...answer.headers.keys()].filter((name) => name.startsWith('access-control')),
    where,
  ).toEqual([])
  for (const [name, value] of Object.entries(answerHeaders))
    expect(answer.headers.get(name.toLowerCase()), where).toBe(value)
  expect(answer.headers.get('content-type'), where).toBe('application/json')
}

const rows = [...new Set(attacks.map((attack) => attack.row))].sort((one, other) => one - other)

describe.each(rows)('attack row %i', (row) => {
  test.each(attacks.filter((attack) => attack.row === row))('$name', async (attack) => {
    const before = door.ran.length
    const seq = door.events.clients()
    for (const route of routes.filter(attack.on ?? (() => true))) {
      const answer = await exchange(door.port, attack.request(door, route), { untilClosed: attack.closes === true })
      checkRefusal(answer, attack, `${route.method} ${route.path}`)
      if (attack.closes) expect(answer.closed, route.path).toBe(true)
      asked += 1
    }
    expect(door.ran.length, 'no handler ran').toBe(before)
    expect(door.events.clients(), 'no stream was opened').toBe(seq)
    expect(door.faults).toEqual([])
  })
})

test('the wall is as wide as it says', () => {
  expect(asked).toBeGreaterThanOrEqual(500)
  expect(rows).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 23, 24, 25])
})

// Row 22 (approvals) comes with POST /plans/:id/apply, row 26 (line breaks in settings) with the first setting written to a file.
