import { toJsonSchema, type JsonSchema } from '@valibot/to-json-schema'
import { endpoints, type Endpoint } from '@greenlight/shared/api'
import { EventSchema } from '@greenlight/shared/event'
import { ProblemSchema } from '@greenlight/shared/problem'
import type { GenericSchema } from 'valibot'
import { refusalsOf } from './api-refusals.js'
import { bodyLimitOf } from './read-call.js'

type Schemas = Record<string, JsonSchema>
type Json = Record<string, unknown>

const problemContent = { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } }

/** The endpoint table as an OpenAPI 3.1 document. The same table gives the same document. */
export function describeApi(version: string): Json {
  const schemas: Schemas = {}
  schemas.Event = describe(EventSchema, 'Event', schemas)
  schemas.Problem = describe(ProblemSchema, 'Problem', schemas)
  const paths: Record<string, Json> = {}
  for (const [name, endpoint] of Object.entries<Endpoint>(endpoints).sort(([one], [other]) => (one < other ? -1 : 1))) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: describeEndpoint(name, endpoint, schemas) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Greenlight sidecar', version, description: 'Every refusal has the body of `Problem`.' },
    servers: [{ url: 'http://127.0.0.1:{port}', variables: { port: { default: '8189' } } }],
    paths,
    components: { schemas, securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  }
}

function describeEndpoint(name: string, endpoint: Endpoint, schemas: Schemas): Json {
  return {
    operationId: name,
    description: endpoint.says,
    security: endpoint.tier === 'open' ? [] : [{ token: [] }],
    'x-tier': endpoint.tier,
    ...(endpoint.own === true ? { 'x-own-page-only': true } : {}),
    parameters: [...describePath(endpoint), ...describeQuery(name, endpoint, schemas)],
    ...describeBody(name, endpoint, schemas),
    responses: { 200: describeReply(name, endpoint, schemas), ...describeRefusals(endpoint) },
  }
}

function describePath(endpoint: Endpoint): Json[] {
  return [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function describeQuery(name: string, endpoint: Endpoint, schemas: Schemas): Json[] {
  if (endpoint.query === undefined) return []
  const { properties = {}, required = [] } = describe(endpoint.query, name, schemas)
  return Object.entries(properties).map(([key, schema]) => ({
    name: key,
    in: 'query',
    required: required.includes(key),
    schema,
  }))
}

function describeBody(name: string, endpoint: Endpoint, schemas: Schemas): Json {
  if (endpoint.method === 'GET') return {}
  const schema = endpoint.body === undefined ? {} : describe(endpoint.body, name, schemas)
  const description = `At most ${bodyLimitOf(endpoint)} bytes.`
  return { requestBody: { required: true, description, content: { 'application/json': { schema } } } }
}

function describeReply(name: string, endpoint: Endpoint, schemas: Schemas): Json {
  if (endpoint.stream === true) {
    const description = 'Each `data:` line is one Event as JSON; a comment every 15 seconds keeps the stream open.'
    return { description, content: { 'text/event-stream': { schema: { type: 'string' } } } }
  }
  return {
    description: endpoint.says,
    content: { 'application/json': { schema: describe(endpoint.reply, `${name}Reply`, schemas) } },
  }
}

function describeRefusals(endpoint: Endpoint): Json {
  const listed = [...refusalsOf(endpoint)].map(([status, codes]) => [
    status,
    { description: codes.join(', '), content: problemContent },
  ])
  return { ...Object.fromEntries(listed), default: { description: 'Another coded problem.', content: problemContent } }
}

/** Parts that a schema repeats or recurs to go to `components`, under the name of who uses them. */
function describe(schema: GenericSchema, name: string, schemas: Schemas): JsonSchema {
  const {
    $schema: _,
    $defs = {},
    ...described
  } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    errorMode: 'ignore',
    typeMode: 'input',
    overrideRef: ({ referenceId }) => `#/components/schemas/${name}.${referenceId}`,
  })
  for (const [id, part] of Object.entries($defs)) if (typeof part === 'object') schemas[`${name}.${id}`] = part
  return described
}
