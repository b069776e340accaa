/** As much of an OpenAPI document as is needed to compare an answer with it. */
interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly required?: readonly string[]
}
interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >
}
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** How the answer of a route differs from the document: places and what is wrong there. Fields that the document does not know count. */
export function differences(api: OpenApi, route: string, method: string, status: number, body: unknown): string[] {
  const operation = api.paths[route]?.[method] as Operation | undefined
  const response = operation?.responses[String(status)]
  if (response === undefined) return [`${method} ${route} has no answer ${status}`]
  const schema = response.content?.['application/json']?.schema
  return schema === undefined ? [] : compare(api, schema, body, '$')
}

function compare(api: OpenApi, schema: Schema, value: unknown, at: string): string[] {
  if (schema.$ref !== undefined) {
    const target = api.components.schemas[schema.$ref.split('/').at(-1) ?? '']
    return target === undefined ? [`${at}: ${schema.$ref} is not there`] : compare(api, target, value, at)
  }
  if (schema.enum !== undefined && !schema.enum.includes(value))
    return [`${at}: ${JSON.stringify(value)} is none of its words`]
  if (schema.type === 'array') {
    if (!Array.isArray(value)) return [`${at}: no list`]
    return value.flatMap((entry, index) => compare(api, schema.items ?? {}, entry, `${at}[${index}]`))
  }
  if (schema.type === 'object') return compareObject(api, schema, value, at)
  const kind = schema.type === 'integer' ? 'number' : schema.type
  return kind === undefined || typeof value === kind ? [] : [`${at}: ${typeof value} instead of ${schema.type}`]
}

function compareObject(api: OpenApi, schema: Schema, value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at}: no object`]
  const missing = (schema.required ?? [])
    .filter((key) => !Object.hasOwn(value, key))
    .map((key) => `${at}.${key}: missing`)
  const { additionalProperties: others } = schema
  const differing = Object.entries(value).flatMap(([key, inner]) => {
    const known = schema.properties?.[key] ?? (typeof others === 'object' ? others : undefined)
    if (known !== undefined) return compare(api, known, inner, `${at}.${key}`)
    return others === true ? [] : [`${at}.${key}: unknown`]
  })
  return [...missing, ...differing]
}
