import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ProviderAnswer } from '../../ports.js'
import { expectHonest, type Nonsense, type ProviderUnderTest } from './proper-files.js'

const page = '<!doctype html><html><head><title>Log in to the network</title></head><body>Log in</body></html>'
const nulls = {
  id: null,
  name: null,
  files: null,
  model: null,
  modelVersions: null,
  siblings: null,
  items: null,
  metadata: null,
  assets: null,
  sha: null,
  Data: null,
  data: null,
}

const nonsense: readonly (readonly [string, Nonsense])[] = [
  ['a login page with 200', { status: 200, body: page }],
  ['nothing with 200', { status: 200, body: '' }],
  ['null', { status: 200, body: null }],
  ['an empty list', { status: 200, body: [] }],
  ['an empty object', { status: 200, body: {} }],
  ['a number', { status: 200, body: 7 }],
  ['a text', { status: 200, body: '"yes"' }],
  ['null in every field', { status: 200, body: nulls }],
  [
    'wrong types in every field',
    {
      status: 200,
      body: {
        id: [],
        files: 'x',
        modelVersions: {},
        siblings: 3,
        items: [null, 1, 'x', []],
        Data: { Files: [null, {}, 3, { Path: 5, Sha256: {} }] },
        assets: {},
        tag_name: {},
      },
    },
  ],
  [
    'an object that names prototypes',
    { status: 200, body: '{"__proto__":{"id":1},"constructor":{"prototype":{}},"items":[{"__proto__":null}],"id":1}' },
  ],
  ['JSON that stops', { status: 200, body: '{"id": 12, "files": [{"na' }],
  ['deep JSON', { status: 200, body: '['.repeat(100_000) }],
  ['a cut body', { status: 200, body: '{"id": 12}', cut: true }],
  ['an error in words', { status: 400, body: { error: 'Invalid id' } }],
  [
    'an error as an object',
    { status: 400, body: { error: { name: 'ZodError', issues: [{ path: ['limit'], message: 'Too big' }] } } },
  ],
  ['401', { status: 401, body: { error: 'Unauthorized', message: 'The session has expired' } }],
  ['403', { status: 403, body: { message: 'Forbidden' } }],
  [
    '403 of a used-up quota',
    {
      status: 403,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4102444800' },
      body: { message: 'API rate limit exceeded' },
    },
  ],
  ['404 of some other server', { status: 404, body: page }],
  ['429 with Retry-After', { status: 429, headers: { 'retry-after': '30' }, body: { error: 'Too many requests' } }],
  [
    '429 with a window',
    {
      status: 429,
      headers: { ratelimit: '"api";r=0;t=55', 'ratelimit-policy': '"fixed window";"api";q=500;w=300' },
      body: '',
    },
  ],
  ['451', { status: 451, body: page }],
  ['500', { status: 500, body: { error: 'Failed' } }],
  [
    '503',
    { status: 503, headers: { 'retry-after': '2', 'cache-control': 'no-store' }, body: { error: 'Search is down' } },
  ],
  ['204', { status: 204, body: '' }],
  ['206', { status: 206, headers: { 'content-range': 'bytes 5-9/3' }, body: 'abcde' }],
  ['a redirect to nowhere', { status: 302, headers: { location: 'http://' }, body: '' }],
]

/** Every question of every provider against every nonsense: an answer or a coded problem, never an exception, never a made-up file. */
export function standsNonsense(create: () => Promise<ProviderUnderTest>): void {
  it.each(nonsense)('stands %s', async (_name, said) => {
    await using test = await create()
    test.breakWith(said)
    await askAll(test)
    expectNoWord(await test.provider.byAddress(test.facts.address))
    test.breakWith(null)
    expect((await test.provider.byAddress(test.facts.address)).ok, 'a fault leaves nothing behind').toBe(true)
  })

  it('stands any JSON', async () => {
    await using test = await create()
    await fc.assert(
      fc.asyncProperty(foreignJson, async (body) => {
        test.breakWith({ status: 200, body })
        await askAll(test)
      }),
      { numRuns: 40, seed: 5 },
    )
  })
}

/** Neither that the file can be had nor that it is gone; that it is refused may be told, where a provider says it by status alone. */
function expectNoWord(answer: ProviderAnswer): void {
  if (!answer.ok) return
  expect(answer.files.length, 'nonsense says that nothing is there').toBeGreaterThan(0)
  for (const { access, size, hashes } of answer.files) {
    expect(['login', 'removed']).toContain(access)
    expect({ size, hashes }).toEqual({ size: null, hashes: {} })
  }
}

async function askAll({ provider, facts }: ProviderUnderTest): Promise<void> {
  expectHonest(await provider.byAddress(facts.address))
  if (provider.byName !== undefined) expectHonest(await provider.byName(facts.file.name, 'loras'))
  if (provider.byHash !== undefined) expectHonest(await provider.byHash({ type: 'sha256', value: 'a'.repeat(64) }))
}

const keys = [
  'Data',
  'Files',
  'Name',
  'Path',
  'Sha256',
  'Size',
  'assets',
  'baseModel',
  'data',
  'downloadUrl',
  'error',
  'files',
  'full_name',
  'hashes',
  'id',
  'items',
  'lfs',
  'message',
  'metadata',
  'mode',
  'model',
  'modelId',
  'modelVersions',
  'models',
  'name',
  'nextCursor',
  'oid',
  'path',
  'rfilename',
  'sha',
  'siblings',
  'size',
  'sizeKB',
  'tag_name',
  'type',
]

/** Values below the services' own field names, so that they get past the first look. */
const foreignJson = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom(
      null,
      true,
      0,
      -1,
      1.5,
      1e300,
      '',
      'x',
      '../x',
      'a/b',
      'A'.repeat(64),
      'LORA',
      'x.safetensors',
      'https://evil.example/x',
    ),
    fc.string(),
    fc.integer(),
  ),
  value: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 6 }),
  ),
})).value
