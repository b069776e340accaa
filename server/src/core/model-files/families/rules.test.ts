import { describe, expect, test } from 'vitest'
import type { TensorTable } from '../../model-facts.js'
import { classify } from './classify.js'
import { matchRules } from './match-rules.js'
import { indexNames } from './name-index.js'
import { ruleRows, rules } from './rules.js'
import { fixtures } from './testing/all-fixtures.js'
import { readFixture } from './testing/read-fixture.js'
import { matchTable, withForbidden, withOddLengths, withoutNeed } from './testing/spoil-fixture.js'

const files: ReadonlyMap<string, TensorTable> = new Map([...fixtures].map(([id, text]) => [id, readFixture(text)]))
const cases = rules.map((rule) => ({ id: rule.row.id, rule, table: files.get(rule.row.id) ?? readFixture('') }))

describe('the table', () => {
  test('every rule has its own id and its own file', () => {
    const ids = ruleRows.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect([...files.keys()].sort()).toEqual([...ids].sort())
  })

  test('every rule says where its fact is from, and what it speaks over exists', () => {
    const ids = new Set(ruleRows.map(({ id }) => id))
    for (const row of ruleRows) {
      expect(row.source.length, row.id).toBeGreaterThan(3)
      for (const other of row.over ?? []) expect(ids, row.id).toContain(other)
    }
  })

  test('no rule speaks for every file of its scope but the last resort for adapters', () => {
    const silent = ruleRows.filter(({ has, any }) => has.length === 0 && (any ?? []).length === 0).map(({ id }) => id)
    expect(silent).toEqual(['lora'])
  })
})

describe.each(cases)('$id', ({ id, rule, table }) => {
  test('its file is its own under the whole table', () => {
    const matches = matchRules(rules, indexNames(table), table.metadata.get('general.architecture') ?? null)
    expect(matches.map(({ rule: { id: found } }) => found)).toEqual([id])
    const { kind, family } = classify(table, 'file')
    expect({ kind, family }).toEqual({ kind: rule.row.kind, family: rule.row.family })
  })

  test('without any one of the tensors it needs it is silent', () => {
    const places = rule.has.length + (rule.any.length > 0 ? 1 : 0)
    for (let place = 0; place < places; place++) expect(withoutNeed(rule, table, place), `need ${place}`).toBeNull()
  })

  test('with other lengths it is silent', () => {
    rule.has.forEach((need, place) => {
      if (need.shape === null || need.shape.lengths.every((allowed) => allowed === null)) return
      expect(matchTable(rule, withOddLengths(rule, table, place)), `need ${place}`).toBeNull()
    })
  })

  test('with a tensor it forbids it is silent', () => {
    for (const need of rule.lacks) {
      const spoilt = withForbidden(rule, table, need)
      if (spoilt !== null) expect(matchTable(rule, spoilt), need.names[0]).toBeNull()
    }
  })
})
