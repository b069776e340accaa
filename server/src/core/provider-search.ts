import type { Problem } from '@greenlight/shared/problem'
import type { ProviderAnswer, ProviderFile } from './ports.js'
import { searchTries, sortFiles, wantedBy } from './provider-names.js'

/** What one search brought: files, and the first fault that may have hidden some; or why there was no answer, which ends all. */
export type SearchTry =
  | { readonly ok: true; readonly files: readonly ProviderFile[]; readonly fault: Problem | null }
  | { readonly ok: false; readonly problem: Problem }

/**
 * Files of exactly the asked name (for words: every model file), as `look` finds them by words of it. Broader words are tried only
 * while nothing was found; that nothing is there is only said when no fault may have hidden it.
 */
export async function searchByWords(
  asked: string,
  look: (words: string, wants: (path: string) => boolean) => Promise<SearchTry>,
): Promise<ProviderAnswer> {
  const wanted = wantedBy(asked)
  if (wanted === null) return { ok: true, files: [] }
  let fault: Problem | null = null
  for (const words of searchTries(wanted.name)) {
    const found = await look(words, wanted.wants)
    if (!found.ok) return found
    if (found.files.length > 0) return { ok: true, files: sortFiles([...found.files]) }
    fault ??= found.fault
  }
  return fault === null ? { ok: true, files: [] } : { ok: false, problem: fault }
}
