import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { Pool, type PoolOptions } from './pool.js'
import { startWorker } from './worker-entry.js'

const started: Worker[] = []
const pools: Pool<null, string, string>[] = []

function makePool(more: Partial<PoolOptions<null, string>> = {}) {
  const pool = new Pool<null, string, string>({
    size: 1,
    setting: null,
    start(workerData) {
      const worker = startWorker(new URL('./testing/odd-worker.js', import.meta.url), {
        workerData,
        stderr: true,
        resourceLimits: { maxOldGenerationSizeMb: 32 },
      })
      started.push(worker)
      return worker
    },
    toError: ({ code }) => new Error(code),
    toLoss: (task, because) => new Error(`${task} was lost: ${because}`),
    ...more,
  })
  pools.push(pool)
  return pool
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()))
  started.length = 0
})

describe('a thread that dies', () => {
  it.each([
    ['throw', 'its module broke'],
    ['exit', 'its thread ended'],
    ['memory', 'memory'],
  ])('by %s fails its own task; the others are done by another', async (task, because) => {
    const pool = makePool()
    const results = await Promise.allSettled(['first', task, 'second', 'third'].map((one) => pool.run(one)))
    expect(results.map((result) => (result.status === 'fulfilled' ? result.value : String(result.reason)))).toEqual([
      'first',
      expect.stringMatching(`^Error: ${task} was lost: .*${because}`),
      'second',
      'third',
    ])
    expect(started).toHaveLength(2)
  })

  it('whose module does not even load fails one task each, and the pool goes on', async () => {
    const pool = makePool({ start: (workerData) => startWorker(new URL('./absent-worker.js', import.meta.url), { workerData }) })
    const results = await Promise.allSettled([pool.run('a'), pool.run('b')])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })

  it('while nothing is to do is replaced by the next task', async () => {
    const pool = makePool()
    await pool.run('a')
    await started[0]?.terminate()
    expect(await pool.run('b')).toBe('b')
  })
})

describe('the queue', () => {
  it('is fair: first come, first served', async () => {
    const pool = makePool()
    const done: string[] = []
    const tasks = ['c', 'a', 'b', 'd', 'e']
    await Promise.all(tasks.map(async (task) => done.push(await pool.run(task))))
    expect(done).toEqual(tasks)
    expect(started).toHaveLength(1)
  })

  it('starts no more threads than it may, and none before there is a task', async () => {
    const pool = makePool({ size: 2 })
    expect(started).toHaveLength(0)
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((task) => pool.run(task)))
    expect(started).toHaveLength(2)
  })
})

describe('cancellation', () => {
  it('rejects at once with the reason, and frees the thread', async () => {
    const pool = makePool()
    await pool.run('warm')
    const [controller, reason] = [new AbortController(), new Error('not wanted any more')]
    const held = pool.run('hold', { signal: controller.signal })
    const next = pool.run('next')
    await pause(20)
    controller.abort(reason)
    await expect(held).rejects.toBe(reason)
    expect(await next).toBe('next')
    expect(started).toHaveLength(1)
  })

  it('of a waiting task takes it out of the queue', async () => {
    const pool = makePool()
    const [first, second] = [new AbortController(), new AbortController()]
    const held = pool.run('hold', { signal: first.signal })
    const waiting = pool.run('exit', { signal: second.signal })
    second.abort()
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
    first.abort()
    await expect(held).rejects.toMatchObject({ name: 'AbortError' })
    expect(await pool.run('after')).toBe('after')
    expect(started).toHaveLength(1)
  })

  it('before the call starts nothing', async () => {
    await expect(makePool().run('a', { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
    expect(started).toHaveLength(0)
  })
})

describe('the end', () => {
  it('of a thread comes when it was idle for a while; the next task starts another', async () => {
    const pool = makePool({ idleMs: 30 })
    await pool.run('a')
    if (started[0]) await once(started[0], 'exit')
    expect(await pool.run('b')).toBe('b')
    expect(started).toHaveLength(2)
  })

  it('of the pool refuses what runs, what waits and what comes', async () => {
    const pool = makePool()
    const [held, waiting] = [pool.run('hold'), pool.run('a')]
    const results = Promise.allSettled([held, waiting])
    await pool.close()
    expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(pool.run('b')).rejects.toThrow('b was lost')
    await pool.close()
  })
})
