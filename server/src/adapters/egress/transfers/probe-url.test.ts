import { describe, expect, it } from 'vitest'
import { refusalOf } from '../testing/open-host.js'
import { modelBytes, openTestTransfers } from './testing/open-test-transfers.js'
import { proper, redirectTo, say, type Script, serveScripts } from './testing/serve-file.js'

const bytes = modelBytes(300_000)
const hash = 'a7'.repeat(32)
const soon = () => AbortSignal.timeout(10_000)
/** As the hub tells a large file: where it is sent on from. */
const linked = (headers: Readonly<Record<string, string>> = {}): Script => say(302, { 'location': 'https://cdn.test/signed?Signature=x', 'x-linked-etag': `"${hash}"`, 'x-linked-size': '536063208', 'x-repo-commit': 'ab'.repeat(20), ...headers })

/** `gate`: Civitai is the source in place of Hugging Face. */
async function probe(scripts: readonly Script[], { civitai = false, path = '' } = {}) {
  await using origin = await serveScripts(scripts)
  const endpoint = `https://mirror.test:${origin.port}`
  await using test = await openTestTransfers({
    rules: { allowedSources: ['civitai', 'huggingface'] },
    parts: {
      sources: (name) => ({ use: name === (civitai ? 'civitai' : 'huggingface') ? 'on' : 'off', endpoint: name === (civitai ? 'civitai' : 'huggingface') ? endpoint : `https://${name}.test`, token: 'tok_canary0123456789' }),
    },
  })
  const url = civitai ? `${endpoint}/api/download/models/176425` : path === '' ? origin.file : endpoint + path
  const outcome = await test.transfers.probe(url, soon()).catch(async (error: unknown) => refusalOf(Promise.reject(error instanceof Error ? error : new Error(String(error)))))
  expect(JSON.stringify([outcome, test.lines])).not.toContain('canary')
  expect(await test.names()).toEqual([])
  return { outcome, origin, endpoint, host: `mirror.test:${origin.port}`, purposes: test.lines.map(({ purpose }) => purpose) }
}

describe('what Hugging Face says of a file', () => {
  it('size and hash of a large one, without going on to where its bytes lie', async () => {
    const { outcome, origin, endpoint, host, purposes } = await probe([linked()])
    expect(outcome).toEqual({ size: 536063208, sha256: `sha256:${hash}`, access: 'open', page: `${endpoint}/a/b`, resumable: true, hosts: ['cdn.test', host] })
    expect([origin.asked, purposes]).toEqual([['HEAD'], ['size and hash of a file']])
  })

  it('of a repository that was renamed', async () => {
    expect((await probe([redirectTo('/c/d/resolve/main/model.safetensors', 307), linked()])).outcome).toMatchObject({ size: 536063208, sha256: `sha256:${hash}` })
  })

  it('a small one is no content hash', async () => {
    expect((await probe([say(200, { 'etag': `"${'9e'.repeat(20)}"`, 'content-length': 313, 'accept-ranges': 'bytes' })])).outcome).toMatchObject({ size: 313, sha256: null, access: 'open', resumable: true })
  })

  it('the Xet hash is none either', async () => {
    expect((await probe([linked({ 'x-xet-hash': hash })])).outcome).toMatchObject({ size: 536063208, sha256: null })
  })

  it.each([
    ['gated', say(403, { 'x-error-code': 'GatedRepo' }), 'licence'],
    ['gated without a log-in', say(401, { 'x-error-code': 'GatedRepo' }), 'licence'],
    ['private, or not there', say(401), 'login'],
    ['no such file', say(404, { 'x-error-code': 'EntryNotFound' }), 'removed'],
    ['disabled', say(403, { 'x-error-message': 'Access to this resource is disabled.' }), 'removed'],
    ['something else', say(418), 'unknown'],
  ])('%s: %o', async (_, script, access) => {
    const { outcome, endpoint } = await probe([script])
    expect(outcome).toMatchObject({ size: null, sha256: null, access, page: `${endpoint}/a/b`, resumable: false })
  })
})

describe('what Civitai says of a file', () => {
  it('its size and who sends it, by the first byte, for signed addresses know no HEAD', async () => {
    const { outcome, origin, endpoint } = await probe([(request, answer, times) => (request.method === 'HEAD' ? say(403) : proper(bytes))(request, answer, times)], { civitai: true })
    expect(origin.asked).toEqual(['HEAD', 'GET bytes=0-0'])
    expect(outcome).toMatchObject({ access: 'open', sha256: null, page: `${endpoint}/model-versions/176425` })
  })

  it.each([
    ['log-in', say(401, {}, '{"error":"Unauthorized","message":"The creator of this asset requires you to be logged in to download it"}'), 'login'],
    ['early access', say(403, {}, '{"error":"Early Access","deadline":"2031-02-01","message":"This asset is in Early Access."}'), 'early-access'],
    ['archived', say(410, {}, '{"error":"File not found"}'), 'removed'],
    ['no leave', say(403, {}, '{"error":"You do not have access to this"}'), 'unknown'],
  ])('%s', async (_, script, access) => {
    expect((await probe([script], { civitai: true })).outcome).toMatchObject({ access, size: null })
  })
})

describe('any host', () => {
  it('that knows no HEAD and no ranges', async () => {
    const { outcome, origin } = await probe([say(405), proper(bytes, { ranges: false })], { path: '/x/y' })
    expect([outcome, origin.asked]).toEqual([expect.objectContaining({ size: bytes.length, access: 'open', resumable: false }), ['HEAD', 'GET bytes=0-0']])
  })

  it('one that is busy is told, and not asked again', async () => {
    const { outcome, origin } = await probe([say(429, { 'retry-after': '30' })])
    expect([outcome, origin.asked]).toEqual([expect.stringMatching(/^SOURCE_BUSY: huggingface wants no more questions until 2031-01-01T00:00:3/), ['HEAD']])
  })

  it('one that leads inside is refused', async () => {
    expect((await probe([redirectTo('https://10.0.0.7/x')], { civitai: true })).outcome).toMatch(/^SOURCE_REFUSED_ADDRESS/)
  })

  it('one that is gone is unreachable', async () => {
    expect((await probe([(_, answer) => answer.destroy()])).outcome).toMatch(/^SOURCE_UNREACHABLE: huggingface gave no answer at mirror\.test:/)
  })
})
