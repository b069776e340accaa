import { stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { TransferProgress } from '../../../core/change-ports.js'
import { askFor, modelBytes, openTestTransfers } from './testing/open-test-transfers.js'
import { proper, type Script, serveScripts } from './testing/serve-file.js'

const bytes = modelBytes(2_000_000)
const soon = () => AbortSignal.timeout(15_000)

/** Half of it at once, the rest when the test says so. */
function held() {
  const gate = Promise.withResolvers<null>()
  const script: Script = (_, answer) => {
    answer.writeHead(200, { 'content-length': bytes.length, etag: '"one"' })
    answer.write(bytes.subarray(0, 1_000_000))
    void gate.promise.then(() => answer.end(bytes.subarray(1_000_000)))
  }
  return { script, go: () => gate.resolve(null) }
}

it('50 callers are one hit, and each sees its progress', async () => {
  const { script, go } = held()
  await using origin = await serveScripts([script])
  await using test = await openTestTransfers({ source: { endpoint: `https://mirror.test:${origin.port}` }, speed: 1 })
  const seen = Array.from({ length: 50 }, () => [] as TransferProgress[])
  const all = seen.map((mine) => test.transfers.fetch(askFor(test.part, origin.file, bytes), { signal: soon(), progress: (now) => mine.push(now) }))
  await pause(100)
  go()
  const ends = await Promise.all(all)
  expect(origin.asked).toEqual(['GET'])
  expect(new Set(ends.map((end) => JSON.stringify(end))).size).toBe(1)
  expect(seen.every((mine) => mine.at(-1)?.done === bytes.length && mine.at(-1)?.total === bytes.length)).toBe(true)
})

it('goes on while one of its callers waits, and stops with the last', async () => {
  const { script } = held()
  await using origin = await serveScripts([script, proper(bytes)])
  await using test = await openTestTransfers({ source: { endpoint: `https://mirror.test:${origin.port}` }, speed: 1 })
  const stops = [new AbortController(), new AbortController()]
  const ends = stops.map(({ signal }) => test.transfers.fetch(askFor(test.part, origin.file, bytes), { signal }).catch((error: unknown) => error))
  await expect.poll(() => test.received(), { timeout: 10_000 }).toBe(1_000_000)
  const reasons = [new Error('the first leaves'), new Error('the last leaves')]
  stops[0]?.abort(reasons[0])
  expect(await ends[0]).toBe(reasons[0])
  await pause(50)
  expect(test.lines).toEqual([])
  stops[1]?.abort(reasons[1])
  expect(await ends[1]).toBe(reasons[1])
  // At rest by now: what came is there, and its line is in the ledger.
  expect((await stat(test.part)).size).toBe(1_000_000)
  expect(test.lines.map(({ status }) => status)).toEqual([200])
  expect(await test.transfers.fetch(askFor(test.part, origin.file, bytes), { signal: soon() })).toMatchObject({ fetched: 1_000_000, size: bytes.length })
  expect(origin.asked).toEqual(['GET', 'GET bytes=1000000-'])
})

it('at most so many at a time', async () => {
  let [now, most] = [0, 0]
  const counting: Script = (request, answer, times) => {
    now += 1
    most = Math.max(most, now)
    setTimeout(() => {
      now -= 1
      proper(bytes)(request, answer, times)
    }, 30)
  }
  await using origin = await serveScripts([counting])
  await using test = await openTestTransfers({ source: { endpoint: `https://mirror.test:${origin.port}` }, rules: { mostAtOnce: 2 }, speed: 1 })
  const stop = new AbortController()
  const parts = Array.from({ length: 8 }, (_, at) => test.part.replace('model', `model ${at}`))
  const waiting = test.transfers.fetch(askFor(test.part, origin.file, bytes), { signal: soon() })
  const all = parts.map((part) => test.transfers.fetch(askFor(part, origin.file, bytes), { signal: soon() }))
  const given = test.transfers.fetch(askFor(`${test.part}x`, origin.file, bytes), { signal: stop.signal }).catch(() => 'given up')
  stop.abort()
  expect(await given).toBe('given up')
  await Promise.all([waiting, ...all])
  expect([most, origin.asked.length]).toEqual([2, 9])
})

it('another file for the same part waits until the first is done', async () => {
  const other = modelBytes(2_000_000, 5)
  await using first = await serveScripts([proper(bytes)])
  await using second = await serveScripts([proper(other)], 'cdn.test')
  await using test = await openTestTransfers({ source: { endpoint: `https://mirror.test:${first.port}` }, rules: { hosts: ['cdn.test'] } })
  const ends = await Promise.all([
    test.transfers.fetch(askFor(test.part, first.file, bytes), { signal: soon() }),
    test.transfers.fetch(askFor(test.part, second.file, other), { signal: soon() }),
  ])
  expect(ends.map(({ from }) => from.split(':')[0])).toEqual(['mirror.test', 'cdn.test'])
  expect(ends[0]?.sha256).not.toBe(ends[1]?.sha256)
})

it('is let go of by who discards it', async () => {
  const { script } = held()
  await using origin = await serveScripts([script])
  await using test = await openTestTransfers({ source: { endpoint: `https://mirror.test:${origin.port}` }, speed: 1 })
  const end = test.transfers.fetch(askFor(test.part, origin.file, bytes), { signal: soon() }).catch((error: Error) => error.name)
  await expect.poll(() => test.received(), { timeout: 10_000 }).toBe(1_000_000)
  await test.transfers.discard(test.part)
  expect(await end).toBe('AbortError')
  expect(await test.names()).toEqual([])
  await test.transfers.discard(test.part)
})

it('tells a smoothed rate and the rest, at most four times a second', async () => {
  const slow: Script = (_, answer) => {
    answer.writeHead(200, { 'content-length': bytes.length })
    let at = 0
    const timer = setInterval(() => {
      answer.write(bytes.subarray(at, (at += 100_000)))
      if (at < bytes.length) return
      clearInterval(timer)
      answer.end()
    }, 50)
  }
  await using origin = await serveScripts([slow])
  await using test = await openTestTransfers({ source: { endpoint: `https://mirror.test:${origin.port}` }, speed: 1 })
  const seen: (TransferProgress & { readonly at: number })[] = []
  await test.transfers.fetch(askFor(test.part, origin.file, bytes), { signal: soon(), progress: (now) => seen.push({ ...now, at: performance.now() }) })
  const seconds = ((seen.at(-1)?.at ?? 0) - (seen[0]?.at ?? 0)) / 1000
  expect(seen.length).toBeLessThanOrEqual(seconds * 4 + 2)
  expect(seen.length).toBeGreaterThanOrEqual(3)
  const middle = seen[2]
  // 2 MB a second is sent; a busy machine may be slower.
  expect(middle?.rate).toBeGreaterThan(200_000)
  expect(middle?.rate).toBeLessThan(5_000_000)
  expect(middle?.rest).toBeGreaterThan(0)
  expect(seen.map(({ done }) => done)).toEqual(seen.map(({ done }) => done).sort((a, b) => a - b))
  expect(seen.at(-1)).toMatchObject({ done: bytes.length, total: bytes.length, rest: 0 })
})
