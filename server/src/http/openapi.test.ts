import { endpoints, type Endpoint } from '@greenlight/shared/api'
import { expect, test } from 'vitest'
import { problems } from '../problems.js'
import { describeApi } from './openapi.js'

interface Operation {
  operationId: string
  security: unknown[]
  parameters: { name: string; in: string; required: boolean }[]
  requestBody?: { content: { 'application/json': { schema: object } } }
  responses: Record<string, { description: string; content: Record<string, { schema: object }> }>
}
const document = JSON.parse(JSON.stringify(describeApi('1.2.3'))) as {
  openapi: string
  info: { version: string }
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}
const operationOf = (endpoint: Endpoint) =>
  document.paths[endpoint.path.replace(/:(\w+)/g, '{$1}')]?.[endpoint.method.toLowerCase()]

test.each(Object.entries<Endpoint>(endpoints))('%s is described', (name, endpoint) => {
  const operation = operationOf(endpoint)
  expect(operation?.operationId).toBe(name)
  expect(operation?.security.length).toBe(endpoint.tier === 'open' ? 0 : 1)
  expect(operation?.requestBody === undefined).toBe(endpoint.method === 'GET')
  const inPath = operation?.parameters.filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name)
  expect(inPath).toEqual([...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1]))
  const type = endpoint.stream === true ? 'text/event-stream' : 'application/json'
  expect(operation?.responses['200']?.content[type]?.schema).toBeTypeOf('object')
  const refusals = Object.entries(operation?.responses ?? {}).filter(([status]) => status >= '400' && status < '600')
  expect(refusals.map(([status]) => status)).toEqual(expect.arrayContaining(['400', '403', '408', '413', '431', '500']))
  expect(refusals.some(([status]) => status === '401')).toBe(endpoint.tier !== 'open' || name === 'session')
  for (const [, refusal] of refusals) {
    for (const code of refusal.description.split(', ')) expect(Object.keys(problems)).toContain(code)
    expect(refusal.content['application/json']?.schema).toEqual({ $ref: '#/components/schemas/Problem' })
  }
})

test('there is nothing in it beyond the table', () => {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
  expect(operations).toHaveLength(Object.keys(endpoints).length)
  expect([document.openapi, document.info.version]).toEqual(['3.1.0', '1.2.3'])
})

test('the query of events is described', () => {
  expect(operationOf(endpoints.events)?.parameters).toMatchObject([{ name: 'after', in: 'query', required: false }])
})

test('the body of a session is described', () => {
  expect(operationOf(endpoints.session)?.requestBody?.content['application/json'].schema).toMatchObject({
    properties: { code: { type: 'string' } },
    required: ['code'],
  })
})

test('every reference leads somewhere', () => {
  const text = JSON.stringify(document)
  const names = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1] ?? '')
  expect(names.length).toBeGreaterThan(0)
  for (const name of names) expect(Object.keys(document.components.schemas)).toContain(name)
  expect(text).not.toContain('"#/$defs')
})

test('the same table gives the same document', () => {
  expect(JSON.stringify(describeApi('1'))).toBe(JSON.stringify(describeApi('1')))
})
