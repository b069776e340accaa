import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TransferAsk, Transfers } from '../../../../core/change-ports.js'
import type { LedgerLine, SourceState } from '../../../../core/outside.js'
import { leadOf } from '../../../../core/policy/source-of-url.js'
import { foreignStart } from '../../../../use-cases/downloads/foreign-start.js'
import { publicAddress } from '../../testing/open-host.js'
import { namedCertificate } from '../../testing/self-signed.js'
import { createTransfers } from '../create-transfers.js'
import { createFollowHere } from './follow-here.js'
import { openAnswer } from '../open-answer.js'
import type { TransferParts, TransferRules } from '../parts.js'

interface Given {
  /** Of Hugging Face. */
  readonly source?: Partial<SourceState>
  readonly rules?: Partial<TransferRules>
  readonly parts?: Partial<TransferParts>
  /** How many times faster than the world its clock goes. */
  readonly speed?: number
}

/** Transfers with a network, a clock and a folder of this test. Connections are real, but only ever to this machine. */
export async function openTestTransfers(given: Given = {}) {
  // Spaces and other letters, as people have them.
  const folder = await mkdtemp(join(tmpdir(), 'greenlight transfers ü '))
  const lines: LedgerLine[] = []
  const lookUps: string[] = []
  const clock = createFastClock(given.speed ?? 100)
  let received = 0
  async function* counted(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of body) {
      received += piece.length
      yield piece
    }
  }
  const nothing = { allowedHosts: new Set<string>(), mirrors: new Map() }
  const parts: TransferParts = {
    sources: (name) => (name === 'huggingface' ? { use: 'on', endpoint: 'https://mirror.test', token: null, ...given.source } : { use: 'off', endpoint: `https://${name}.test`, token: null }),
    sourceOfHost: (url) => leadOf(url.href, nothing)?.source ?? null,
    rules: async () => ({ allowedSources: ['huggingface'], hosts: [], mostAtOnce: 4, ...given.rules }),
    allow: new Set(),
    env: {},
    ledger: { ready: async () => undefined, write: async (line) => void lines.push(line) },
    async open(of) {
      const here = of.addresses?.map((one) => (one.address === publicAddress.address ? { address: '127.0.0.1', family: 4 as const } : one)) ?? null
      const answer = await openAnswer({ ...of, addresses: here })
      return { ...answer, body: counted(answer.body) }
    },
    async lookUp(name) {
      lookUps.push(name)
      return [publicAddress]
    },
    clock,
    random: () => 0.5,
    follow: await createFollowHere(),
    removeFile: (path) => rm(path, { force: true }),
    foreign: foreignStart,
    boot: () => 'this one',
    trust: [namedCertificate.cert],
    ...given.parts,
  }
  const transfers: Transfers = createTransfers(parts)
  return {
    transfers,
    /** The same folder, network and clock behind a second one, as after a new start. */
    again: (other: Partial<TransferParts> = {}) => createTransfers({ ...parts, ...other }),
    folder,
    part: join(folder, '.model.safetensors.01J0000000.part'),
    lines,
    lookUps,
    clock,
    /** Bytes of bodies that reached it. */
    received: () => received,
    names: () => readdir(folder),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
export type TestTransfers = Awaited<ReturnType<typeof openTestTransfers>>

/** Goes on by itself, `speed` times faster than the world's, and remembers how long it was asked to wait. */
function createFastClock(speed: number) {
  const begun = performance.now()
  const slept: number[] = []
  return {
    slept,
    now: () => Date.UTC(2031, 0, 1) + (performance.now() - begun) * speed,
    sleep: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        if (ms !== 5000) slept.push(ms)
        const abort = () => {
          clearTimeout(timer)
          reject(signal?.reason instanceof Error ? signal.reason : new Error('stopped'))
        }
        const timer = setTimeout(() => {
          signal?.removeEventListener('abort', abort)
          resolve()
        }, ms / speed)
        if (signal?.aborted === true) return abort()
        signal?.addEventListener('abort', abort, { once: true })
      }),
  }
}

/** Bytes that begin like a safetensors file and are the same each time; `seed` makes others of the same length. */
export function modelBytes(length: number, seed = 7): Buffer {
  const header = Buffer.from(JSON.stringify({ w: { dtype: 'U8', shape: [length - 128], data_offsets: [0, length - 128] } }).padEnd(120))
  const bytes = Buffer.alloc(length)
  bytes.writeBigUInt64LE(120n)
  header.copy(bytes, 8)
  let state = seed
  for (let at = 128; at < length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    bytes[at] = state >>> 24
  }
  return bytes
}

export const sha256Of = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/** Of a file whose size and hash are known, as most plans have it. */
export function askFor(part: string, url: string, bytes: Uint8Array, more: Partial<TransferAsk> = {}): TransferAsk {
  return { url, part, size: bytes.length, sha256: sha256Of(bytes), blake3: null, maxBytes: 64 * 1024 * 1024, name: 'model.safetensors', ...more }
}
