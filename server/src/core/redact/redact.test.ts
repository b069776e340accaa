import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mask, redactText } from './redact-text.js'
import { redact } from './redact.js'

const plan = '01ARYZ6S415555555555555555'

describe('what looks like a secret goes', () => {
  const key = 'Qx9Zv7Lk2Mn4Pb8Wc1Td'
  it.each([
    ['Authorization: Bearer KEY', 'Authorization: Bearer ***'],
    ['authorization: Basic KEY==\r\naccept: */*', 'authorization: Basic ***\r\naccept: */*'],
    ['{"Authorization":"Bearer KEY","a":1}', '{"Authorization":"Bearer ***","a":1}'],
    ['Cookie: a=KEY; b=KEY\nnext', 'Cookie: ***\nnext'],
    ['sent Bearer KEY to it', 'sent Bearer *** to it'],
    ['hf_KEYKEY here', '*** here'],
    ['ghp_KEYKEY', '***'],
    ['x-api-key: KEY', 'x-api-key: ***'],
    ['HF_TOKEN=KEY npm start', 'HF_TOKEN=*** npm start'],
    ['token=short', 'token=***'],
    ['"password" : "two words", "b": 1', '"password" : "***", "b": 1'],
    ['{\\"api_key\\":\\"KEY\\"}', '{\\"api_key\\":\\"***\\"}'],
    ['apiKey: KEY', 'apiKey: ***'],
    ['civitai key 0123456789abcdef0123456789abcdef.', 'civitai key ***.'],
    ['https://civitai.com/api/download/models/1?type=Model&token=KEY#a', 'https://civitai.com/api/download/models/1?type=Model&token=***#a'],
    ['https://h/f?X-Amz-Credential=a%2Fb&X-Amz-Date=1&x-amz-signature=KEY', 'https://h/f?X-Amz-Credential=***&X-Amz-Date=***&x-amz-signature=***'],
    ['https://h/f?Expires=1&Policy=KEY&Key-Pair-Id=KEY&Signature=a~b', 'https://h/f?Expires=1&Policy=***&Key-Pair-Id=***&Signature=***'],
    ['https://h/f?sv=2020&sig=KEY%3D', 'https://h/f?sv=2020&sig=***'],
    ['clone https://me:p@ss@host/x.git', 'clone https://***@host/x.git'],
    ['https://KEY@github.com/a/b', 'https://***@github.com/a/b'],
    ['?url=https%3A%2F%2Fme%3AKEY%40host%2Fx%3Ftoken%3DKEY', '?url=https%3A%2F%2F***%40host%2Fx%3Ftoken%3D***'],
    ['https:\\/\\/me:KEY@host', 'https:\\/\\/***@host'],
    [`approve:${plan}:ABCDEFGHIJKLMNOPQRSTUVWXYZ234567`, `approve:${plan}:***`],
  ])('%s', (text, left) => {
    expect(redactText(text.replaceAll('KEY', key), [])).toBe(left)
  })

  it('as a whole where the name of a field says so', () => {
    expect(
      redact({ token: 'one two', nested: [{ 'X-Api-Key': 'three' }], credentials: { user: 'four', id: 5 }, accessToken: ['six'], max_tokens: 'seven' }, []),
    ).toEqual({ token: mask, nested: [{ 'X-Api-Key': mask }], credentials: { user: mask, id: 5 }, accessToken: [mask], max_tokens: 'seven' })
    expect(redact({ token: `approve:${plan}:***` }, [])).toEqual({ token: `approve:${plan}:***` })
  })
})

it('leaves ordinary text letter by letter', () => {
  const texts = [
    'Download style_v2.safetensors into loras (1.2 GB) from huggingface.co:443',
    'C:\\Users\\Jürgen\\models\\loras\\größe 模型.safetensors',
    '/home/me/ComfyUI/custom_nodes/.greenlight-01ARYZ6S41.disabled/hf_transfer',
    'https://huggingface.co/a/b/resolve/main/x%20y.safetensors?download=true',
    'https://registry.example/@scope/name?key_count=2&tokens=77',
    'ssh://git@github.com/owner/repo.git and git@github.com:owner/repo',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'blake3:af1349b9f5f9a1a6a0404dea36dc94999bcb25c9adc112b7cc9a93cae41f3262 5d41402abc4b2a76b9719d911017c592',
    'max_tokens: 512, tokenizer=clip_l, token_count=3, the token: see below, a secret: none',
    'The bearer authentication is basic knowledge; authorise it. 100 % of 20% done, %zz %4',
    'masked_image = signature(fn); keys = list(map)',
  ]
  for (const text of texts) expect(redactText(text, [])).toBe(text)
  expect(redact({ texts, n: [1, 0.5, true, null] }, [])).toEqual({ texts, n: [1, 0.5, true, null] })
})

/** Letters as they stand in tokens. */
const canary = fc.stringMatching(/^[A-Za-z0-9_~.+/=!$-]{12,40}$/)
/** Words of the kind that journals hold; none of them is or holds a name that means a secret. */
const ordinary = fc.array(fc.constantFrom('model', 'größe', '模型', 'a-b_c', '12.5', 'C:\\x y', '/tmp/ü', 'sha256:00', '50%', '\n', ' ', '{', '"', ',', '?type=1&b=2'), { maxLength: 8 }).map((words) => words.join(' '))
const escapings: ReadonlyArray<(text: string) => string> = [
  (text) => text,
  encodeURIComponent,
  (text) => encodeURIComponent(encodeURIComponent(text)),
  (text) => [...text].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join(''),
  (text) => [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  (text) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
]
const escaping = fc.constantFrom(...escapings)

/** What a text says once all that escapes letters is undone, far enough for every escaping above. */
function plainest(text: string): string {
  let plain = text
  for (let round = 0; round < 4; round += 1) {
    plain = plain.replace(/\\u([0-9a-f]{4})|%([0-9a-f]{2})|\\\//gi, (_, wide: string | undefined, byte: string | undefined) =>
      wide ?? byte ? String.fromCharCode(parseInt(wide ?? byte ?? '', 16)) : '/',
    )
  }
  return plain
}

describe('properties', () => {
  it('a known secret survives nowhere: names, values, addresses, escaped or not', () => {
    fc.assert(
      fc.property(canary, ordinary, ordinary, escaping, (secret, before, after, escape) => {
        const said = escape(secret)
        const left = JSON.stringify(
          redact({ [`${before}${said}${after}`]: [{ deep: `${before}${said}${after}` }, new Error(said)], url: `https://h/${said}?q=${said}&x=${before}` }, [secret]),
        )
        expect(left).not.toContain(secret)
        expect(plainest(left)).not.toContain(secret)
      }),
      { numRuns: 2000 },
    )
  })

  it('an unknown one survives in no place that is made for secrets', () => {
    const places: ReadonlyArray<(secret: string) => unknown> = [
      (secret) => `Authorization: Bearer ${secret}`,
      (secret) => ({ headers: { Authorization: `Bearer ${secret}` } }),
      (secret) => ({ token: secret }),
      (secret) => `https://h/x?a=1&token=${secret}`,
      (secret) => `https://h/x?X-Amz-Security-Token=${secret}&b=2`,
      (secret) => `https://user:${encodeURIComponent(secret)}@h/x`,
      (secret) => encodeURIComponent(`https://user:${encodeURIComponent(secret)}@h/x?token=${encodeURIComponent(secret)}`),
      (secret) => `CIVITAI_API_KEY=${secret}`,
      (secret) => `hf_${secret.replace(/[^A-Za-z0-9]/g, 'x').padEnd(34, 'y')}`,
    ]
    fc.assert(
      fc.property(canary, ordinary, fc.constantFrom(...places), (secret, before, place) => {
        const made = place(secret)
        const left = JSON.stringify(redact(typeof made === 'string' ? `${before} ${made}` : [before, made], []))
        expect(plainest(left)).not.toContain(secret)
        expect(left).not.toContain(secret.replace(/[^A-Za-z0-9]/g, 'x').padEnd(34, 'y'))
      }),
      { numRuns: 2000 },
    )
  })

  it('ordinary text is unchanged, and twice is once', () => {
    fc.assert(
      fc.property(ordinary, (text) => {
        expect(redactText(text, ['Qx9Zv7Lk2Mn4'])).toBe(text)
      }),
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(ordinary, fc.constantFrom('token=', 'Bearer ', '://', '@', '%3a', '&sig=', 'cookie: ')), { maxLength: 12 }), (parts) => {
        const once = redactText(parts.join(' '), ['model'])
        expect(redactText(once, ['model'])).toBe(once)
      }),
      { numRuns: 2000 },
    )
  })
})

it('takes anything: circles, depth, odd names, things that are no JSON', () => {
  const round: Record<string, unknown> = { name: 'x' }
  round.self = round
  expect(redact(round, [])).toEqual({ name: 'x', self: mask })
  let deep: unknown = 'bottom'
  for (let level = 0; level < 100_000; level += 1) deep = [deep]
  expect(JSON.stringify(redact(deep, []))).toContain(mask)
  const odd = redact(JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}'), [])
  expect(Object.keys(odd as object)).toEqual(['__proto__', 'constructor'])
  expect(Object.getPrototypeOf(odd)).toBe(Object.prototype)
  expect(redact({ a: 'KNOWN', b: undefined, KNOWN: 1, 'KNOWN!': 2, '***': 3, big: 10n, f: () => 1 }, ['KNOWN', '', 'a'])).toEqual({
    a: mask, b: undefined, [mask]: 1, [`${mask}!`]: 2, [`${mask} (2)`]: 3, big: '10', f: undefined,
  })
})

it('needs a time that grows with the text alone', () => {
  for (const piece of ['eyJ', 'token=', 'token: "', '://a', '%25', 'glpat-', 'a_', 'authorization: ', "key\\u0022:'", 'X-Amz-a'])
    redactText(piece.repeat(Math.ceil(300_000 / piece.length)), ['a'.repeat(40)])
}, 10_000)
