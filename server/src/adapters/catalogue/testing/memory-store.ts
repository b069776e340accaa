import type { BlockStore } from '../block-store.js'

/** Blocks in memory, and a way to wait for one whose name ends so. */
export function createMemoryStore(): BlockStore & { readonly blocks: Map<string, Uint8Array<ArrayBuffer>>; readonly saved: (ending: string) => Promise<void> } {
  const blocks = new Map<string, Uint8Array<ArrayBuffer>>()
  const waiting: { readonly ending: string; readonly done: () => void }[] = []
  return {
    blocks,
    load: async (name) => blocks.get(name) ?? null,
    async save(name, bytes) {
      blocks.set(name, new Uint8Array(bytes))
      for (const { ending, done } of waiting) if (name.endsWith(ending)) done()
    },
    saved: (ending) =>
      [...blocks.keys()].some((name) => name.endsWith(ending)) ? Promise.resolve() : new Promise((done) => waiting.push({ ending, done })),
  }
}
