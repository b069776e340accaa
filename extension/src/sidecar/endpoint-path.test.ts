import { expect, test } from 'vitest'
import { endpointPath } from './endpoint-path.js'

test.each([
  ['/workflows/:id/report', { id: 'a/../b c' }, {}, '/workflows/a%2F..%2Fb%20c/report'],
  ['/events', {}, { after: '7' }, '/events?after=7'],
  ['/events', {}, { after: undefined }, '/events'],
])('%s', (path, params, query, expected) => {
  expect(endpointPath(path, params, query)).toBe(expected)
})
