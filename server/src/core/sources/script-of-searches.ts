import type { SourceSearch } from '@greenlight/shared/sources'
import { rawUrl, readAddress } from './addresses.js'
import type { ScriptEntry, ScriptRemark } from './script.js'

const words: Readonly<Record<SourceSearch['state'], string>> = {
  ERROR: 'the search could not be finished',
  FOUND: 'it is here already',
  INVALID_FILENAME: 'that is no name of a file',
  NOT_FOUND: 'no source was found',
  UNCERTAIN: 'no candidate is sure; choose one first',
}

/** What a script does for the outcome of searches: only an answer is fetched, the rest is told. */
export function scriptEntries(
  searches: readonly SourceSearch[],
  folderOf: (directory: string | null) => string | null,
): (ScriptEntry | ScriptRemark)[] {
  return searches.map(({ name, directory, state, source }) => {
    if (source === null) return { name, why: words[state] }
    const folder = folderOf(directory)
    if (folder === null) return { name, why: 'which model folder its node reads is unknown' }
    const { url, raw, sha256, access } = source
    return {
      name,
      folder,
      url: sure(raw) ?? url,
      ...(sha256 === undefined ? {} : { sha256 }),
      ...(access === undefined ? {} : { access }),
    }
  })
}

/** The file's own address where it is one that a script can fetch. */
function sure(raw: string | undefined): string | undefined {
  const address = raw === undefined ? null : readAddress(raw)
  return address === null || rawUrl(address) === null ? undefined : raw
}
