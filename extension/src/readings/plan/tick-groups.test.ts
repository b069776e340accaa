import { expect, test } from 'vitest'
import { codePlan, makeAction, makePlan, manyPlan } from '../../dev/fixtures-plans.js'
import { groupTicks, openBoxes } from './tick-groups.js'

const asking = (id: string, keys: readonly string[], licence?: string) => makeAction({ id, kind: 'download-model', subject: id, title: id, ...(licence === undefined ? {} : { licence }), ticks: keys.map((key) => ({ key, says: key })) })

test('two or more of one kind are a group; a single one, and what is no licence, stays by itself', () => {
  const plan = makePlan({ actions: [asking('a', ['licence:a', 'pickle:a']), asking('b', ['licence:b', 'unknown-content:b']), asking('c', ['licence:c'], 'openrail'), asking('d', ['licence:d', 'unknown-content:d'], 'OpenRAIL'), asking('e', ['licence:e'], 'other')] })
  const { groups, grouped } = groupTicks(plan)
  expect(groups.map(({ is, name, ticks }) => [is, name, ticks.map(({ subject }) => subject)])).toEqual([['unknown', '', ['a', 'b']], ['named', 'OpenRAIL', ['c', 'd']]])
  expect([...grouped]).toEqual(['licence:a', 'licence:b', 'licence:c', 'licence:d'])
  expect(openBoxes(plan, [])).toBe(6)
  expect(openBoxes(plan, ['licence:a'])).toBe(6)
  expect(openBoxes(plan, ['licence:a', 'licence:b', 'pickle:a'])).toBe(4)
})

test('a key that two actions share is one', () => {
  expect(groupTicks(makePlan({ actions: [asking('a', ['licence:a']), asking('a2', ['licence:a'])] })).groups).toEqual([])
  expect(openBoxes(codePlan, [])).toBe(2)
  expect(openBoxes(manyPlan, manyPlan.actions.flatMap(({ ticks }) => ticks.map(({ key }) => key)))).toBe(0)
})
