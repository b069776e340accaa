import { createHash } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { quantile, timeRuns } from './measure.mjs'

export const mebibyte = 1024 * 1024

const compiled = (name) => import(new URL(`../../server/dist/adapters/hashing/${name}.js`, import.meta.url).href)

export const backendOf = async (name) =>
  name === 'native' ? (await compiled('native')).createNativeHasher() : (await compiled('wasm')).createWasmHasher()

/** Runs `use` with a started FileHasher and ends it. */
export async function withHasher(options, use) {
  const { createFileHasher } = await compiled('file-hasher')
  const hasher = await createFileHasher(options)
  try {
    return await use(hasher)
  } finally {
    await hasher.close()
  }
}

/** Runs `use` with the paths of files of so many MiB, in the page cache as they were just written, and removes them. */
export async function withFiles(sizes, use) {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight bench '))
  try {
    const paths = sizes.map((mebibytes, at) => {
      const path = join(folder, `model ${at}.safetensors`)
      const file = openSync(path, 'w')
      const block = Uint8Array.from({ length: mebibyte }, (_, i) => (i * 31 + (i >>> 8) + at) & 255)
      for (let done = 0; done < mebibytes; done++) writeSync(file, block)
      closeSync(file)
      return path
    })
    return await use(paths)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The floor: a file read through one buffer, each piece handed on; no pool, no thread, no checks. */
export function readBarely(path, take) {
  const buffer = Buffer.allocUnsafeSlow(mebibyte)
  const file = openSync(path)
  try {
    for (;;) {
      const read = readSync(file, buffer)
      if (read === 0) return
      take(read === mebibyte ? buffer : buffer.subarray(0, read))
    }
  } finally {
    closeSync(file)
  }
}

export function hashBarely(backend, path) {
  const hash = backend.createHash()
  try {
    readBarely(path, (piece) => hash.update(piece))
    return hash.digest()
  } finally {
    hash.dispose()
  }
}

export function sha256Barely(path) {
  const hash = createHash('sha256')
  readBarely(path, (piece) => hash.update(piece))
  return hash.digest('hex')
}

/**
 * Least milliseconds of several functions, run in turn. The least, because a processor that another program holds for a
 * while says nothing about us, and these runs are long enough to meet one.
 */
export async function bestInTurn(runs, { times }) {
  const taken = runs.map(() => [])
  for (let turn = 0; turn < times; turn++) {
    for (const [at, run] of runs.entries()) taken[at].push(...(await timeRuns(run, { times: 1 })))
  }
  return taken.map((all) => quantile(all, 0))
}
