import { endpoints } from '@greenlight/shared/api'
import { firstEndpoints } from '@greenlight/shared/first-endpoints'
import { expect, test } from 'vitest'
import { findEndpoint } from './find-endpoint.js'

test('every endpoint of the table is found as the table has it', async () => {
  for (const [name, endpoint] of Object.entries(endpoints)) expect(await findEndpoint(name as keyof typeof endpoints)).toBe(endpoint)
})

test('what the first load carries is what the panel asks by itself', () => {
  expect(Object.keys(firstEndpoints).sort()).toEqual(['events', 'inspect', 'ready'])
  for (const [name, endpoint] of Object.entries(firstEndpoints)) expect(endpoints[name as keyof typeof firstEndpoints]).toBe(endpoint)
})
