import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { TransferAsk } from '../../../core/change-ports.js'
import { refusalOf } from '../testing/open-host.js'
import { serveRaw } from '../testing/serve.js'
import { recordOf } from './part-record.js'
import { askFor, modelBytes, openTestTransfers, sha256Of } from './testing/open-test-transfers.js'
import { proper, redirectTo, say, type Script, serveScripts } from './testing/serve-file.js'

const bytes = modelBytes(1_500_000)
const other = modelBytes(1_500_000, 99)
const half = 700_000
const octets = { 'content-type': 'application/octet-stream' }
const cut = proper(bytes, { cutAfter: half })
const unknown = { size: null, sha256: null } as const
const page = '<!DOCTYPE html><html><title>Log in</title></html>'

/** Writes and lets the body end without a length or a last chunk. */
const closing: Script = (_, answer) => {
  answer.socket?.end(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n'), bytes]))
}
const partial = (headers: Readonly<Record<string, string | number>>, body: Uint8Array = bytes.subarray(half)) => say(206, { ...octets, etag: '"one"', 'content-length': body.length, ...headers }, body)
const headOnly: Script = (_, answer) => {
  answer.writeHead(200, { ...octets, 'content-length': bytes.length, etag: '"one"' })
  answer.flushHeaders()
}
const dripping: Script = (_, answer) => {
  answer.writeHead(200, { ...octets, 'content-length': bytes.length, etag: '"one"' })
  answer.write(bytes.subarray(0, 5000))
  let at = 5000
  const timer = setInterval(() => answer.write(bytes.subarray(at, (at += 1))), 100)
  answer.on('close', () => clearInterval(timer))
}
const changing: Script = (request, answer, times) => proper(bytes, { etag: `"${times}"`, cutAfter: half })(request, answer, times)
const endless: Script = (_, answer) => {
  answer.writeHead(200, octets)
  const more = (): void => {
    while (!answer.destroyed && answer.write(bytes));
    if (!answer.destroyed) answer.once('drain', more)
  }
  more()
}

/** Each ends with the whole right file (`whole`), or with this code and nothing under the final name. `asked`: what the origin saw. */
const rows: readonly { readonly what: string; readonly scripts: readonly Script[]; readonly ask?: Partial<TransferAsk>; readonly ends: string; readonly asked?: readonly string[] }[] = [
  { what: 'a good host', scripts: [proper(bytes)], ends: 'whole', asked: ['GET'] },
  { what: 'no length, in chunks', scripts: [say(200, octets, bytes)], ends: 'whole' },
  { what: 'in chunks, nothing known of it', scripts: [say(200, octets, bytes)], ask: unknown, ends: 'whole' },
  { what: 'no length and no chunks, its hash known', scripts: [closing], ask: { size: null }, ends: 'whole' },
  { what: 'no length and no chunks, nothing known of it', scripts: [closing], ask: unknown, ends: 'TRANSFER_MISMATCH' },
  { what: 'a length that is too small', scripts: [say(200, { ...octets, 'content-length': half }, bytes.subarray(0, half))], ends: 'TRANSFER_MISMATCH', asked: ['GET'] },
  { what: 'a length that is too large', scripts: [proper(Buffer.concat([bytes, bytes]))], ends: 'TRANSFER_MISMATCH', asked: ['GET'] },
  { what: 'a length of 10^15', scripts: [say(200, { ...octets, 'content-length': '1000000000000000' }, bytes)], ask: unknown, ends: 'POLICY_REFUSED' },
  { what: 'a length of 10^15, the size known', scripts: [say(200, { ...octets, 'content-length': '1000000000000000' }, bytes)], ends: 'TRANSFER_MISMATCH' },
  { what: 'chunks beyond the size', scripts: [say(200, octets, Buffer.concat([bytes, bytes]))], ends: 'TRANSFER_MISMATCH', asked: ['GET'] },
  { what: 'chunks without end', scripts: [endless], ask: unknown, ends: 'POLICY_REFUSED' },
  { what: 'chunks that end too early, always', scripts: [say(200, octets, bytes.subarray(0, half))], ends: 'TRANSFER_STALLED' },
  { what: 'other bytes of the same length', scripts: [proper(other)], ends: 'TRANSFER_MISMATCH', asked: ['GET'] },
  { what: 'cut, then the rest', scripts: [cut, proper(bytes)], ends: 'whole', asked: ['GET', `GET bytes=${half}-`] },
  { what: 'cut each time, and it knows no ranges', scripts: [proper(bytes, { cutAfter: half, ranges: false })], ends: 'TRANSFER_STALLED' },
  { what: 'cut, then the whole in spite of the range', scripts: [cut, proper(bytes, { ranges: false })], ends: 'whole', asked: ['GET', `GET bytes=${half}-`] },
  { what: 'cut, then another file for the same address', scripts: [proper(other, { etag: '"old"', cutAfter: half }), proper(bytes)], ends: 'whole', asked: ['GET', `GET bytes=${half}-`] },
  { what: 'cut, then the rest of another file', scripts: [proper(other, { etag: '"old"', cutAfter: half }), partial({ 'content-range': `bytes ${half}-${bytes.length - 1}/${bytes.length}` }), proper(bytes)], ends: 'whole', asked: ['GET', `GET bytes=${half}-`, 'GET'] },
  { what: 'cut, then a range that begins elsewhere', scripts: [cut, partial({ 'content-range': `bytes ${half - 1}-${bytes.length - 2}/${bytes.length}` }), proper(bytes)], ends: 'whole', asked: ['GET', `GET bytes=${half}-`, 'GET'] },
  { what: 'cut, then a range of a larger file', scripts: [cut, partial({ 'content-range': `bytes ${half}-${bytes.length - 1}/${bytes.length + 1}` }), proper(bytes)], ends: 'whole', asked: ['GET', `GET bytes=${half}-`, 'GET'] },
  { what: 'cut, then a range that does not say which', scripts: [cut, partial({}), proper(bytes)], ends: 'whole', asked: ['GET', `GET bytes=${half}-`, 'GET'] },
  { what: 'cut, then a range longer than it says', scripts: [cut, partial({ 'content-range': `bytes ${half}-${bytes.length - 1}/${bytes.length}` }, bytes), proper(bytes)], ends: 'whole' },
  { what: 'cut, then 416', scripts: [cut, say(416, { 'content-range': `bytes */${half}` }), proper(bytes)], ends: 'whole', asked: ['GET', `GET bytes=${half}-`, 'GET'] },
  { what: 'cut, with a weak ETag only', scripts: [proper(bytes, { etag: 'W/"one"', cutAfter: half }), proper(bytes)], ends: 'whole', asked: ['GET', 'GET'] },
  { what: 'cut, with a date only', scripts: [proper(bytes, { etag: null, headers: { 'last-modified': 'Tue, 01 Jul 2025 10:00:00 GMT' }, cutAfter: half }), partial({ 'content-range': `bytes ${half}-${bytes.length - 1}/${bytes.length}`, 'last-modified': 'Tue, 01 Jul 2025 10:00:00 GMT' })], ends: 'whole', asked: ['GET', `GET bytes=${half}-`] },
  { what: 'another ETag with each request, always cut', scripts: [changing], ends: 'TRANSFER_CHANGED' },
  { what: 'small ranges only', scripts: [cut, (request, answer, times) => partialOf(request.headers.range, 100_000)(request, answer, times)], ends: 'whole' },
  { what: 'a part where nobody asked for one', scripts: [partial({ 'content-range': `bytes ${half}-${bytes.length - 1}/${bytes.length}` })], ends: 'TRANSFER_MISMATCH', asked: ['GET'] },
  { what: 'a byte every ten seconds', scripts: [dripping], ends: 'TRANSFER_STALLED' },
  { what: 'a stall, then the rest', scripts: [dripping, proper(bytes)], ends: 'whole' },
  { what: 'no answer at all', scripts: [() => undefined], ends: 'TRANSFER_STALLED' },
  { what: 'a head and no body', scripts: [headOnly], ends: 'TRANSFER_STALLED' },
  { what: 'gzip on the fly', scripts: [say(200, { ...octets, 'content-encoding': 'gzip' }, bytes)], ends: 'TRANSFER_ENCODED', asked: ['GET'] },
  { what: 'a log-in page with status 200', scripts: [say(200, { 'content-type': 'text/html' }, page)], ends: 'TRANSFER_NOT_A_MODEL', asked: ['GET'] },
  { what: 'a log-in page, nothing known of the file', scripts: [say(200, octets, page)], ask: unknown, ends: 'TRANSFER_NOT_A_MODEL' },
  { what: 'an error in JSON with status 200', scripts: [say(200, { 'content-type': 'application/json' }, '{"error":"quota"}')], ask: unknown, ends: 'TRANSFER_NOT_A_MODEL' },
  { what: 'a pointer in place of the file', scripts: [say(200, octets, `version https://git-lfs.github.com/spec/v1\noid sha256:${'0a'.repeat(32)}\nsize 5\n`)], ask: unknown, ends: 'TRANSFER_NOT_A_MODEL' },
  { what: 'nothing, with status 200', scripts: [say(200, { ...octets, 'content-length': 0 })], ask: unknown, ends: 'TRANSFER_NOT_A_MODEL' },
  { what: 'no content', scripts: [say(204)], ends: 'TRANSFER_REFUSED' },
  { what: 'log-in wanted', scripts: [say(401)], ends: 'TRANSFER_REFUSED', asked: ['GET'] },
  { what: 'licence wanted', scripts: [say(403, { 'x-error-code': 'GatedRepo' })], ends: 'TRANSFER_REFUSED', asked: ['GET'] },
  { what: 'not there', scripts: [say(404)], ends: 'TRANSFER_REFUSED', asked: ['GET'] },
  { what: 'taken away', scripts: [say(410)], ends: 'TRANSFER_REFUSED', asked: ['GET'] },
  { what: 'not in this country', scripts: [say(451)], ends: 'TRANSFER_REFUSED', asked: ['GET'] },
  { what: 'busy once', scripts: [say(429, { 'retry-after': '7' }), proper(bytes)], ends: 'whole', asked: ['GET', 'GET'] },
  { what: 'busy in other words', scripts: [say(429, { ratelimit: '"api";r=0;t=9' }), proper(bytes)], ends: 'whole' },
  { what: 'busy always', scripts: [say(429, { 'retry-after': '1' })], ends: 'SOURCE_BUSY', asked: ['GET', 'GET', 'GET', 'GET', 'GET'] },
  { what: 'busy for an hour', scripts: [say(503, { 'retry-after': '3600' })], ends: 'SOURCE_BUSY', asked: ['GET'] },
  { what: 'unwell once', scripts: [say(502), proper(bytes)], ends: 'whole' },
  { what: 'unwell always', scripts: [say(500)], ends: 'TRANSFER_REFUSED', asked: ['GET', 'GET', 'GET', 'GET', 'GET'] },
  { what: 'a redirect to itself', scripts: [redirectTo('/a/b/resolve/main/model.safetensors')], ends: 'SOURCE_REFUSED_ADDRESS', asked: ['GET', 'GET', 'GET', 'GET', 'GET', 'GET'] },
  { what: 'five redirects', scripts: [...[1, 2, 3, 4, 5].map((at) => redirectTo(`/${at}`, [301, 302, 303, 307, 308][at - 1])), proper(bytes)], ends: 'whole' },
  { what: 'a redirect to plain http', scripts: [redirectTo('http://cdn.test/x')], ends: 'SOURCE_REFUSED_ADDRESS', asked: ['GET'] },
  { what: 'a redirect to a file of this machine', scripts: [redirectTo('file:///etc/passwd')], ends: 'SOURCE_REFUSED_ADDRESS', asked: ['GET'] },
  { what: 'a redirect that is no address', scripts: [redirectTo('https://[')], ends: 'TRANSFER_REFUSED', asked: ['GET'] },
  ...['http://127.0.0.1/x', 'https://127.0.0.1/x', 'https://localhost/x', 'https://[::1]/', 'https://10.0.0.1/', 'https://169.254.169.254/latest', 'https://[::ffff:10.0.0.1]/', 'https://0x7f.1/', 'https://0.0.0.0/', 'https://100.64.0.1/', 'https://user:secret@cdn.test/'].map((to) => ({
    what: `a redirect to ${to}`,
    scripts: [redirectTo(to)],
    ends: 'SOURCE_REFUSED_ADDRESS',
    asked: ['GET'],
  })),
]

function partialOf(range: string | undefined, most: number): Script {
  const from = Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0)
  const body = bytes.subarray(from, from + most)
  return partial({ 'content-range': `bytes ${from}-${from + body.length - 1}/${bytes.length}` }, body)
}

describe('a hostile origin: the whole right file, or nothing under the final name', () => {
  it('has enough rows', () => {
    expect(rows.length).toBeGreaterThanOrEqual(35)
    expect(new Set(rows.map(({ what }) => what)).size).toBe(rows.length)
  })

  it.concurrent.each(rows)('$what: $ends', async ({ what, scripts, ask, ends, asked }) => {
    await using origin = await serveScripts(scripts)
    await using test = await openTestTransfers({ source: { endpoint: `https://mirror.test:${origin.port}`, token: 'hf_canary0123456789' }, speed: /stall/i.test(what + ends) ? 100 : 20 })
    const { transfers, part, folder } = test
    const begun = test.clock.now()
    const work = transfers.fetch(askFor(part, origin.file, bytes, ask), { signal: AbortSignal.timeout(15_000) })
    // What the change engine does with a part that was fetched.
    const placed = work.then(() => rename(part, join(folder, 'model.safetensors')))
    const refusal = await refusalOf(placed)
    expect(refusal.split(':')[0]).toBe(ends === 'whole' ? 'no refusal' : ends)
    const names = await test.names()
    expect(names.includes('model.safetensors')).toBe(ends === 'whole')
    expect(names.filter((name) => !name.startsWith('.model.safetensors.01J0000000.') && name !== 'model.safetensors')).toEqual([])
    if (asked !== undefined) expect(origin.asked).toEqual(asked)
    expect(test.clock.now() - begun).toBeLessThan(6 * 60_000 + 30_000)
    expect(test.lines.length).toBeGreaterThan(0)
    const kept = names.filter((name) => name.endsWith('.json')).map(() => readFile(recordOf(part), 'utf8'))
    expect([refusal, JSON.stringify(test.lines), ...(await Promise.all(kept))].join()).not.toContain('canary')
    if (ends !== 'whole') return
    const result = await work
    expect(sha256Of(await readFile(join(folder, 'model.safetensors')))).toBe(sha256Of(bytes))
    expect(result).toMatchObject({ size: bytes.length, sha256: sha256Of(bytes), from: `mirror.test:${origin.port}` })
    expect(result.fetched).toBeGreaterThanOrEqual(bytes.length)
  })

  it.each([
    ['no http', 'hello\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 7\r\n\r\nhello'],
    ['a length and chunks', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n'],
    ['a head of a megabyte', `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(1_000_000)}\r\n\r\n`],
    ['nothing but the end', ''],
  ])('%s is no answer', async (_, said) => {
    await using origin = await serveRaw((socket) => socket.end(said))
    await using test = await openTestTransfers({ source: { endpoint: origin.url } })
    expect(await refusalOf(test.transfers.fetch(askFor(test.part, `${origin.url}/model.safetensors`, bytes), { signal: AbortSignal.timeout(15_000) }))).toMatch(/^SOURCE_UNREACHABLE: huggingface gave no answer at 127\.0\.0\.1:/)
    expect(await test.names()).toEqual([])
  })

  it('tells the licence page of what it does not give', async () => {
    await using origin = await serveScripts([say(403, { 'x-error-code': 'GatedRepo' })])
    const endpoint = `https://mirror.test:${origin.port}`
    await using test = await openTestTransfers({ source: { endpoint } })
    const refused = test.transfers.fetch(askFor(test.part, origin.file, bytes), { signal: AbortSignal.timeout(15_000) })
    await expect(refused).rejects.toMatchObject({ problem: { message: expect.stringContaining('its licence must be accepted first'), hint: `Open ${endpoint}/a/b, then try again.` } })
  })

  it('keeps what is here when a log-in page comes in place of the rest', async () => {
    await using origin = await serveScripts([cut, say(200, { 'content-type': 'text/html' }, page), proper(bytes)])
    await using test = await openTestTransfers({ source: { endpoint: `https://mirror.test:${origin.port}` } })
    const fetch = () => test.transfers.fetch(askFor(test.part, origin.file, bytes), { signal: AbortSignal.timeout(15_000) })
    expect(await refusalOf(fetch())).toMatch(/^TRANSFER_NOT_A_MODEL: .* sent a web page instead/)
    expect(await fetch()).toMatchObject({ fetched: bytes.length - half })
    expect(origin.asked).toEqual(['GET', `GET bytes=${half}-`, `GET bytes=${half}-`])
  })

  it('waits as long as a busy host wants', async () => {
    await using origin = await serveScripts([say(429, { 'retry-after': '7' }), say(503, { 'retry-after': '40' }), proper(bytes)])
    await using test = await openTestTransfers({ source: { endpoint: `https://mirror.test:${origin.port}` } })
    await test.transfers.fetch(askFor(test.part, origin.file, bytes), { signal: AbortSignal.timeout(15_000) })
    expect(test.clock.slept).toEqual([7000, 40_000])
  })
})
