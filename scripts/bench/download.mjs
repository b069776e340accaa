import { mkdtempSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { backendOf, mebibyte } from './hash-files.mjs'

const compiled = (path) => import(new URL(`../../server/dist/adapters/egress/${path}.js`, import.meta.url).href)

/** Runs `use` with a folder and a host on the other processor that gives a file of so many MiB. */
export async function withHost(mebibytes, use) {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight bench '))
  const worker = new Worker(new URL('./download-host.mjs', import.meta.url), { workerData: { bytes: mebibytes * mebibyte } })
  try {
    const port = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
    return await use({ url: `http://127.0.0.1:${port}/model.bin`, folder })
  } finally {
    await worker.terminate()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Hashes that are none. */
const nothing = () => ({ update() {}, digest: () => '0'.repeat(64), dispose() {} })

/** Our transfers, over sockets of this machine, with a real hash or none: `fetch()` brings the file once and lets go of it. */
export async function transfersWith({ url, folder }, backend) {
  const names = ['create-transfers', 'open-answer', 'running-sha256']
  const [{ createTransfers }, { openAnswer }, { createRunningSha256 }] = await Promise.all(names.map((name) => compiled(`transfers/${name}`)))
  const real = backend === null ? null : await backendOf(backend)
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
    createSha256: real === null ? nothing : createRunningSha256,
    createBlake3: real === null ? nothing : () => real.createHash(),
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
