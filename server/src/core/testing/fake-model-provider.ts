import type { Problem } from '@greenlight/shared/problem'
import type { SourceName, SourceUse } from '@greenlight/shared/sources'
import { problem } from '../../problems.js'
import type { ModelProvider, ProviderAnswer, ProviderFile } from '../ports.js'
import { searchTries, sortFiles, wantedBy } from '../provider-names.js'

/** A file that the provider holds, and the addresses (pages too) that lead to it. */
export interface Held {
  readonly file: ProviderFile
  readonly addresses: readonly string[]
}

export interface FakeModelProvider extends ModelProvider {
  readonly name: SourceName
  /** Every question that got an answer, in order: `by-hash sha256:...`, `by-name x.safetensors`, `by-address https://...`. */
  readonly asked: readonly string[]
  /** From now on every question is answered with this problem; null: as before. */
  fail(fault: Problem | null): void
}

export interface FakeOptions {
  readonly name: SourceName
  readonly use?: SourceUse
  readonly held?: readonly Held[]
  /** What this provider cannot do. */
  readonly without?: readonly ('byHash' | 'byName')[]
  /** Start of its own addresses; the one of huggingface.co when not said. */
  readonly site?: string
}

/** A provider of models in memory, which passes the contract of the real ones. */
export function createFakeModelProvider({
  name,
  use = 'on',
  held = [],
  without = [],
  site = 'https://huggingface.co/',
}: FakeOptions): FakeModelProvider {
  const asked: string[] = []
  let fault: Problem | null = null
  const knows = (url: string) => url.startsWith(site)
  const ask = (
    question: string,
    signal: AbortSignal | undefined,
    found: () => readonly ProviderFile[],
  ): Promise<ProviderAnswer> => {
    if (signal?.aborted) return new Promise((_resolve, reject) => reject(signal.reason as Error))
    if (use === 'off') return Promise.resolve({ ok: false, problem: problem('SOURCE_OFF', { source: name }) })
    asked.push(question)
    return Promise.resolve(fault === null ? { ok: true, files: sortFiles(found()) } : { ok: false, problem: fault })
  }
  const files = held.map(({ file }) => file)
  return {
    name,
    use,
    knows,
    asked,
    fail: (next) => {
      fault = next
    },
    byAddress(url, { signal } = {}) {
      if (!knows(url))
        return Promise.resolve({
          ok: false,
          problem: problem('PROVIDER_ADDRESS_UNUSABLE', {
            source: name,
            address: url,
            because: 'it is of another site',
          }),
        })
      return ask(`by-address ${url}`, signal, () =>
        held.filter(({ addresses }) => addresses.includes(url)).map(({ file }) => file),
      )
    },
    ...(without.includes('byHash')
      ? {}
      : {
          byHash: ({ type, value }, { signal } = {}) =>
            ask(`by-hash ${type}:${value}`, signal, () =>
              files.filter(({ hashes }) => type !== 'autov1' && hashes[type] === value.toLowerCase()),
            ),
        }),
    ...(without.includes('byName')
      ? {}
      : {
          byName: (wanted, _directory, { signal } = {}) =>
            ask(`by-name ${wanted}`, signal, () => files.filter(({ name: own }) => isMeant(own, wanted))),
        }),
  }
}

/** A whole name means that file, words those that hold them. */
function isMeant(name: string, asked: string): boolean {
  const wanted = wantedBy(asked)
  const plain = name.toLowerCase()
  return (
    wanted !== null &&
    wanted.wants(name) &&
    searchTries(wanted.name).some((words) => plain.includes(words.toLowerCase()))
  )
}
