import { expect } from 'vitest'
import { problems } from '../../../problems.js'
import type { ModelProvider, ProviderAnswer, ProviderFile } from '../../ports.js'

/** A provider, what is known of the one file that its outside holds, and how to put it out of order. */
export interface ProviderUnderTest extends AsyncDisposable {
  readonly provider: ModelProvider
  /** The same with its source switched off. */
  readonly off: ModelProvider
  /** Requests that have left so far. */
  sent(): number
  /** From now on each request gets this answer; null: the proper ones again. */
  breakWith(said: Nonsense | null): void
  /** Nobody listens any more. */
  shut(): Promise<void>
  readonly facts: {
    readonly address: string
    /** Of a file that is not there, in a repository or model that is. */
    readonly absent: string
    /** Addresses of other sites and of nothing. */
    readonly foreign: readonly string[]
    readonly file: Pick<ProviderFile, 'name' | 'size' | 'sizeExact' | 'hashes'>
  }
}

/** `cut`: the connection ends in the middle of the body. */
export interface Nonsense {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
  readonly cut?: boolean
}

export function filesOf(answer: ProviderAnswer): readonly ProviderFile[] {
  if (!answer.ok) throw new Error(`${answer.problem.code}: ${answer.problem.message}`)
  return answer.files
}

const digits = {
  autov2: /^[0-9a-f]{10}$/,
  autov3: /^[0-9a-f]{12,64}$/,
  blake3: /^[0-9a-f]{64}$/,
  crc32: /^[0-9a-f]{8}$/,
  sha256: /^[0-9a-f]{64}$/,
}

/** Nothing that a later reader would stumble over. */
export function expectProper(files: readonly ProviderFile[]): void {
  for (const file of files) {
    expect(file.name).toMatch(/^[^/\\\p{C}]{1,255}$/u)
    expect(['http:', 'https:']).toContain(new URL(file.url).protocol)
    if (file.page !== null) expect(['http:', 'https:']).toContain(new URL(file.page).protocol)
    if (file.size !== null) expect(Number.isSafeInteger(file.size) && file.size >= 0, String(file.size)).toBe(true)
    expect(file.sizeExact && file.size === null).toBe(false)
    for (const [type, value] of Object.entries(file.hashes)) expect(value).toMatch(digits[type as keyof typeof digits])
    for (const text of [file.directory, file.base, file.licence, file.revision])
      expect(text === null || text.trim() !== '').toBe(true)
    expect(file.tells ?? ['x']).not.toEqual([])
  }
  const urls = files.map(({ url }) => url)
  expect(new Set(urls).size).toBe(urls.length)
  expect(files.map(({ name }) => name)).toEqual(files.map(({ name }) => name).toSorted())
}

/** An answer of which a caller can make something: proper files, or a problem with its page. */
export function expectHonest(answer: ProviderAnswer): void {
  if (answer.ok) return expectProper(answer.files)
  expect(Object.keys(problems)).toContain(answer.problem.code)
  expect(answer.problem.message.length).toBeLessThan(1000)
  expect(answer.problem.message).not.toMatch(/undefined|\[object|NaN/)
}

/** For `toMatchObject`, which takes `{}` for any object: only no hash at all is this. */
export const noHashes: unknown = {
  asymmetricMatch: (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0,
}
