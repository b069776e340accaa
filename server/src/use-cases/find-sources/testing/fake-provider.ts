import type { SourceName, SourceUse } from '@greenlight/shared/sources'
import type { ModelProvider, ProviderAnswer, ProviderFile } from '../../../core/ports.js'
import { problem } from '../../../problems.js'

/** Hex of a SHA-256 made of one digit. */
export const sha = (digit: string): string => digit.repeat(64)

export function buildFile(name: string, facts: Partial<ProviderFile> = {}): ProviderFile {
  return {
    provider: 'huggingface',
    name,
    url: `https://huggingface.co/a/b/resolve/${'0'.repeat(40)}/${name}`,
    page: null,
    size: null,
    sizeExact: true,
    hashes: {},
    directory: null,
    base: null,
    licence: null,
    access: 'open',
    revision: null,
    ...facts,
  }
}

interface Answers {
  readonly use?: SourceUse
  /** By `type:value`, by address, by words; what is not there answers nothing. */
  readonly hashes?: Readonly<Record<string, readonly ProviderFile[]>>
  readonly addresses?: Readonly<Record<string, readonly ProviderFile[]>>
  readonly names?: Readonly<Record<string, readonly ProviderFile[]>>
  /** Every question fails. */
  readonly fails?: 'answer' | 'never' | 'throws'
}

/** A provider with fixed answers, and every question that it was asked. */
export function fakeProvider(
  name: SourceName,
  host: string,
  { use = 'on', hashes, addresses, names, fails }: Answers = {},
) {
  const asked: string[] = []
  const answer = (question: string, files: readonly ProviderFile[] = []): Promise<ProviderAnswer> => {
    asked.push(question)
    if (fails === 'throws') return Promise.reject(new Error('broken'))
    if (fails === 'never') return new Promise(() => undefined)
    return Promise.resolve(
      fails === 'answer'
        ? { ok: false, problem: problem('SOURCE_UNREACHABLE', { source: name, host }) }
        : { ok: true, files },
    )
  }
  const provider: ModelProvider = {
    name,
    use,
    knows: (url) => url.includes(host),
    byAddress: (url) => answer(url, addresses?.[url]),
    ...(hashes === undefined
      ? {}
      : { byHash: ({ type, value }) => answer(`${type}:${value}`, hashes[`${type}:${value}`]) }),
    ...(names === undefined ? {} : { byName: (words) => answer(words, names[words]) }),
  }
  return { provider, asked }
}
