import { execFile } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { truncate } from 'node:fs/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stampOf } from '../../core/model-index.js'
import type { FileHasher } from '../../core/ports.js'
import { createFileHasher } from './file-hasher.js'
import { knownAnswers } from './testing/known-answers.js'
import { mebibyte, patternOf, rampOf, withOtherByte } from './testing/patterns.js'
import { tempFiles } from './testing/temp-files.js'

let hasher: FileHasher
beforeAll(async () => {
  hasher = await createFileHasher({ workers: 2 })
})
afterAll(() => hasher.close())

/** A file with a hole: as long to hash as any, and quickly made. */
async function longFile(temp: Awaited<ReturnType<typeof tempFiles>>, mebibytes: number): Promise<string> {
  const path = await temp.write(new Uint8Array())
  await truncate(path, mebibytes * mebibyte)
  return path
}

it('answers with the stamp that a walk makes of the same file', async () => {
  await using temp = await tempFiles()
  const path = await temp.write(patternOf(1025), '模型 é.safetensors')
  const stamp = stampOf(statSync(path))
  expect(await hasher.digest(path, {})).toEqual({ blake3: knownAnswers[4]?.[1], stamp })
  expect((await hasher.sample(path, ['comfydock16'])).stamp).toEqual(stamp)
})

it('a sampled key can collide; digests do not', async () => {
  await using temp = await tempFiles()
  const bytes = rampOf(12 * mebibyte)
  const one = await temp.write(bytes)
  const other = await temp.write(withOtherByte(bytes, 9 * mebibyte))
  const keys = ['quick', 'comfydock16', 'comfygit16'] as const
  const [a, b] = await Promise.all([one, other].map((path) => hasher.sample(path, keys)))
  expect({ ...a, stamp: null }).toEqual({ ...b, stamp: null })
  const [whole, changed] = await Promise.all([one, other].map((path) => hasher.digest(path, { sha256: true, tensorsFrom: 8 })))
  expect(changed?.blake3).not.toBe(whole?.blake3)
  expect(changed?.sha256).not.toBe(whole?.sha256)
  expect(changed?.tensorsSha256).not.toBe(whole?.tensorsSha256)
})

it('a file that cannot be read is a coded problem and hides no other', async () => {
  await using temp = await tempFiles()
  const good = await temp.write(patternOf(1))
  const [bad, fine] = await Promise.allSettled([hasher.digest(temp.at('absent'), {}), hasher.digest(good, {})])
  expect(bad).toMatchObject({ reason: { name: 'ProblemError', problem: { code: 'FILE_UNREADABLE' } } })
  expect(fine).toMatchObject({ value: { blake3: knownAnswers[1]?.[1] } })
})

describe('a long file', () => {
  it('tells how far it came, seldom and never backwards', async () => {
    await using temp = await tempFiles()
    const told: number[] = []
    const began = performance.now()
    await hasher.digest(await longFile(temp, 512), { sha256: true, tensorsFrom: 8, progress: (bytes) => told.push(bytes) })
    expect(told.length).toBeGreaterThan(0)
    expect(told.length).toBeLessThanOrEqual((performance.now() - began) / 100)
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(told.at(-1)).toBeLessThanOrEqual(512 * mebibyte)
  })

  it('is given up within 100 ms of the wish, thread and all', async () => {
    await using temp = await tempFiles()
    const path = await longFile(temp, 4096)
    const small = await temp.write(patternOf(1))
    const times: number[] = []
    for (const reason of ['first', 'second', 'third', 'fourth']) {
      const controller = new AbortController()
      const wish = new Promise((heard) => controller.signal.addEventListener('abort', () => heard(performance.now())))
      const progress = () => controller.abort(reason)
      const running = [0, 1].map(() => hasher.digest(path, { signal: controller.signal, progress }).catch((why: unknown) => why))
      const began = Number(await wish)
      expect(await Promise.all(running)).toEqual([reason, reason])
      await Promise.all([hasher.digest(small, {}), hasher.digest(small, {})])
      times.push(performance.now() - began)
    }
    // The best, for other programs may hold the processors meanwhile.
    expect(Math.min(...times)).toBeLessThan(100)
  })

  it('leaves the event loop free', async () => {
    await using temp = await tempFiles()
    const path = await longFile(temp, 512)
    const loop = { turns: 0, isNeeded: true }
    const hashing = hasher.digest(path, {}).finally(() => (loop.isNeeded = false))
    for (; loop.isNeeded; loop.turns += 1) await nextTurn()
    await hashing
    expect(loop.turns).toBeGreaterThan(100)
  })
})

const compiled = new URL('../../../dist/adapters/hashing/file-hasher.js', import.meta.url)

describe.skipIf(!existsSync(fileURLToPath(compiled)))('compiled', () => {
  it('waits for what was asked and then lets the command end by itself', async () => {
    await using temp = await tempFiles()
    const path = await temp.write(patternOf(1025))
    const script = `
      import { createFileHasher } from ${JSON.stringify(compiled.href)}
      const hasher = await createFileHasher()
      const { blake3 } = await hasher.digest(process.argv[1], {})
      const answered = performance.now()
      process.on('exit', () => console.log(JSON.stringify({ blake3, ms: performance.now() - answered })))`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, path])
    const { blake3, ms } = JSON.parse(stdout)
    expect(blake3).toBe(knownAnswers[4]?.[1])
    expect(ms).toBeLessThan(2500)
  })
})
