import { describe, expect, it } from 'vitest'
import { type Installed, nothingInstalled } from '../core/installed.js'
import { watchInstallation } from './watch-installation.js'

const hasher = { name: 'wasm' as const, hash: (bytes: Uint8Array) => `blake3:${bytes.length}` }

function scene() {
  let now = 0
  let version = '1'
  let reads = 0
  const changes: string[] = []
  const watch = watchInstallation({
    read: async (): Promise<Installed> => {
      reads += 1
      return { ...nothingInstalled, comfyui: version }
    },
    hasher,
    now: () => now,
    maxAgeMs: 1000,
    onChange: (digest) => changes.push(digest),
  })
  return {
    watch,
    changes,
    reads: () => reads,
    at: (ms: number) => (now = ms),
    become: (next: string) => (version = next),
  }
}

describe('watchInstallation', () => {
  it('reads once for questions asked together, and keeps the answer while it is young', async () => {
    const { watch, reads, at } = scene()
    await Promise.all([watch.get(), watch.get(), watch.get()])
    at(900)
    await watch.get()
    expect(reads()).toBe(1)
  })

  it('gives the old answer at once and tells when the facts changed behind it', async () => {
    const { watch, changes, at, become } = scene()
    await watch.get()
    become('1.1')
    at(1500)
    expect((await watch.get()).installed.comfyui).toBe('1')
    await watch.refresh()
    expect((await watch.get()).installed.comfyui).toBe('1.1')
    expect(changes).toHaveLength(1)
  })

  it('waits for the fresh answer when asked to', async () => {
    const { watch, become, reads } = scene()
    await watch.get()
    become('2')
    expect((await watch.get(true)).installed.comfyui).toBe('2')
    expect(reads()).toBe(2)
  })

  it('does not take a reading that began before the question for a fresh one', async () => {
    const { promise: held, resolve: letGo } = Promise.withResolvers<null>()
    let version = '1'
    let reads = 0
    const watch = watchInstallation({
      async read(): Promise<Installed> {
        const comfyui = version
        reads += 1
        if (reads === 1) await held
        return { ...nothingInstalled, comfyui }
      },
      ...{ hasher, now: () => 0, maxAgeMs: 1000 },
    })
    const first = watch.get()
    version = '2'
    const fresh = [watch.get(true), watch.get(true), watch.refresh()]
    letGo(null)
    expect((await first).installed.comfyui).toBe('1')
    for (const one of fresh) expect((await one).installed.comfyui).toBe('2')
    expect(reads).toBe(2)
  })
})
