import { createHash } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTransfers } from '../../../adapters/egress/transfers/create-transfers.js'
import type { FollowedFile, TransferParts } from '../../../adapters/egress/transfers/parts.js'
import { removeOwnFile } from '../../../adapters/files/trash.js'
import type { Transfers } from '../../../core/change-ports.js'

/** Bytes that come at a time. */
const piece = 4096

/** Told of each piece that comes from outside, before anything is done with it, and of a file once it is proven whole. */
export type Fetched = (what: { readonly came: number } | { readonly whole: true }) => void

/**
 * The transfers that ship, over a host that is a folder: `https://example.org/NAME` is `<source>/NAME`. `boot`: another word after each start of
 * the machine.
 */
export function openCrashTransfers(source: string, { fetched, boot }: { readonly fetched: Fetched; readonly boot: string }): Transfers {
  const nowhere = { use: 'off', endpoint: 'https://nowhere.example.org', token: null } as const
  const transfers = createTransfers({
    sources: () => nowhere,
    sourceOfHost: () => null,
    rules: async () => ({ allowedSources: [], hosts: ['example.org'], mostAtOnce: 2 }),
    allow: new Set(),
    env: {},
    ledger: { ready: async () => undefined, write: async () => undefined },
    async open({ url, headers }) {
      const bytes = await readFile(join(source, decodeURIComponent(url.pathname)))
      const from = Number(/^bytes=(\d+)-$/.exec(rangeIn(headers))?.[1] ?? 0)
      const told = new Map([['content-length', String(bytes.length - from)], ['etag', '"one"']])
      if (from > 0) told.set('content-range', `bytes ${from}-${bytes.length - 1}/${bytes.length}`)
      return { status: from > 0 ? 206 : 200, headers: told, body: piecesOf(bytes.subarray(from), fetched), close: () => undefined }
    },
    lookUp: async () => [{ address: '93.184.216.34', family: 4 }],
    clock: { now: Date.now, sleep: (_, signal) => sleep(1, undefined, signal === undefined ? {} : { signal }) },
    random: () => 0.5,
    follow: followHere,
    removeFile: removeOwnFile,
    foreign: () => null,
    boot: () => boot,
  })
  return {
    ...transfers,
    async fetch(ask, options) {
      const whole = await transfers.fetch(ask, options)
      fetched({ whole: true })
      return whole
    },
  }
}

function rangeIn(headers: Parameters<TransferParts['open']>[0]['headers']): string {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'range')?.[1]?.toString() ?? ''
}

async function* piecesOf(bytes: Uint8Array, fetched: Fetched): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) {
    const one = bytes.subarray(at, at + piece)
    fetched({ came: one.length })
    yield one
  }
}

/** In this thread, and SHA-256 for both: a thread for each file takes longer to start than all else, and nothing here depends on which hash it is. */
function followHere(path: string, block: number): FollowedFile {
  const blocks: string[] = []
  let done = 0
  const read = async (from: number, end: number) => {
    const file = await open(path)
    try {
      const bytes = Buffer.alloc(end - from)
      const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
      if (bytesRead < bytes.length) throw Object.assign(new Error('too short'), { code: 'ENODATA' })
      return createHash('sha256').update(bytes).digest('hex')
    } finally {
      await file.close()
    }
  }
  return {
    async to(end) {
      done = end
      while ((blocks.length + 1) * block <= end) blocks.push(await read(blocks.length * block, (blocks.length + 1) * block))
      return blocks
    },
    async finish() {
      const digest = await read(0, done)
      return { sha256: `sha256:${digest}`, blake3: `blake3:${digest}` }
    },
    close: async () => undefined,
  }
}
