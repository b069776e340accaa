import { mkdtempSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { mebibyte } from './hash-files.mjs'

const compiled = (path) => import(new URL(`../../server/dist/adapters/${path}.js`, import.meta.url).href)

/** 2.5 Gbit/s, the fastest line that a home has, in bytes a second. */
const rate = 2.5e9 / 8

/** Runs `use` with a folder and a host on the other processor that gives a file of so many MiB: `line` at the rate of a line, `raw` without a bound. */
export async function withHost(mebibytes, use) {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight bench '))
  const worker = new Worker(new URL('./download-host.mjs', import.meta.url), { workerData: { bytes: mebibytes * mebibyte, rate } })
  try {
    const port = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
    return await use({ line: `http://127.0.0.1:${port}/line`, raw: `http://127.0.0.1:${port}/raw`, folder })
  } finally {
    await worker.terminate()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A hash that is none, and tells of blocks as the real one does, so that as much is synced on the way. */
const nothing = (path, block) => ({
  to: async (end) => Array.from({ length: Math.floor(end / block) }, () => '0'.repeat(64)),
  finish: async () => ({ sha256: '', blake3: '' }),
  close: async () => undefined,
})

/** Our transfers, over sockets of this machine, with a real hash or none: `fetch()` brings the file once and lets go of it. */
export async function transfersWith(url, folder, backend) {
  const names = ['egress/transfers/create-transfers', 'egress/transfers/open-answer', 'hashing/follow-file']
  const [{ createTransfers }, { openAnswer }, { followFile }] = await Promise.all(names.map(compiled))
  const part = join(folder, `.${backend ?? 'none'}.part`)
  const transfers = createTransfers({
    sources: () => ({ use: 'off', endpoint: 'https://nobody.test', token: null }),
    sourceOfHost: () => null,
    rules: async () => ({ allowedSources: [], hosts: [], mostAtOnce: 1 }),
    allow: new Set([new URL(url).host]),
    env: {},
    ledger: { ready: async () => undefined, write: async () => undefined },
    open: openAnswer,
    lookUp: async () => [],
    clock: { now: Date.now, sleep: (ms, signal) => new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true })) },
    random: Math.random,
    follow: backend === null ? nothing : (path, block) => followFile({ path, block, backend }),
    removeFile: async (path) => rmSync(path, { force: true }),
    foreign: () => null,
    boot: () => 'bench',
  })
  const asks = { url, part, size: null, sha256: null, blake3: null, maxBytes: 2 ** 40 }
  return async () => {
    const { size } = await transfers.fetch(asks, { signal: new AbortController().signal })
    await transfers.discard(part)
    return size
  }
}

/** The floor: reads and throws away. */
export function discard(url) {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (answer) => answer.on('data', () => undefined).on('end', resolve).on('error', reject)).on('error', reject)
  })
}
