import { type SourceName, sourceNames } from '@greenlight/shared/sources'
import type { TransferProbe, Transfers } from '../../core/change-ports.js'
import type { ModelProvider, ProviderFile } from '../../core/ports.js'
import { ProblemError } from '../../problems.js'

export interface ProbeParts {
  readonly transfers: Pick<Transfers, 'probe'>
  readonly providers: readonly ModelProvider[]
}

/** What its host and its provider say of a file; null where neither may be asked, or neither answers. Rejects with the signal's reason alone. */
export type SourceProbe = (url: string, options: { readonly ask: readonly string[]; readonly signal: AbortSignal }) => Promise<TransferProbe | null>

/**
 * For plan time: the provider of an address is asked about the file (exact size, hash, access, licence page), then its host about the way
 * there. Only what is on, or set to ask and named in `ask`. A file that its provider does not give is not asked for.
 */
export function createSourceProbe({ transfers, providers }: ProbeParts): SourceProbe {
  return async (url, { ask, signal }) => {
    const meant = sourceNames.filter((name) => ask.includes(name))
    const file = await fileAt(providers, url, meant, signal)
    if (file !== null && file.access !== 'open') return merged(file, null)
    const probe = await transfers.probe(url, signal, meant).catch((error: unknown) => {
      signal.throwIfAborted()
      if (error instanceof ProblemError) return null
      throw error
    })
    return file === null ? probe : merged(file, probe)
  }
}

async function fileAt(providers: readonly ModelProvider[], url: string, meant: readonly SourceName[], signal: AbortSignal): Promise<ProviderFile | null> {
  const provider = providers.find((one) => (one.use === 'on' || (one.use === 'ask' && meant.includes(one.name))) && one.knows(url))
  if (provider === undefined) return null
  const answer = await provider.byAddress(url, { signal })
  const [first, second] = answer.ok ? answer.files : []
  return first !== undefined && second === undefined ? first : null
}

/** A provider's list knows what the file is; its host knows how it comes. Where both tell a size, the host's is exact. */
function merged(file: ProviderFile, probe: TransferProbe | null): TransferProbe {
  const { sha256 } = file.hashes
  const access = file.access === 'open' ? (probe?.access ?? 'open') : file.access
  return {
    size: probe?.size ?? (file.sizeExact ? file.size : null),
    sha256: sha256 === undefined ? (probe?.sha256 ?? null) : `sha256:${sha256}`,
    access: access === 'unknown' ? 'open' : access,
    page: file.page ?? probe?.page ?? null,
    ...(file.licence === null ? {} : { licence: file.licence }),
    resumable: probe?.resumable ?? false,
    hosts: [...new Set([new URL(file.url).host, ...(probe?.hosts ?? [])])].sort(),
  }
}
