const rawHosts = new Map([
  ['raw.githubusercontent.com', 'github.com'],
  ['codeload.github.com', 'github.com'],
  ['gist.githubusercontent.com', 'gist.github.com'],
])

/**
 * The address a person would open: `https://github.com/Owner/Name`, letter case kept, without user, token, port, `www.`,
 * `.git`, query or what follows the name on GitHub (`/tree/main`). Takes https, ssh, git and scp-like
 * (`git@host:owner/name`) spellings. Null for everything else, local paths too.
 */
export function repositoryUrl(text: string): string | null {
  const trimmed = text.trim().replaceAll('\\', '/')
  if (trimmed.length > 2000) return null
  const found = /^(?:(?:git\+)?[a-z]+:\/\/)?(?:[^@/]*@)?([a-z0-9.-]+\.[a-z]{2,})(?::\d+(?=\/))?[:/]+([^?#]*)/i.exec(
    trimmed,
  )
  if (found === null) return null
  const [, host = '', path = ''] = found
  const bare = host.toLowerCase().replace(/^www\./, '')
  const known = rawHosts.get(bare) ?? bare
  const parts = path.split('/').filter((part) => part !== '')
  const kept = known === 'github.com' || known === 'gist.github.com' ? parts.slice(0, 2) : parts
  const last = kept.pop()?.replace(/\.git$/i, '')
  if (last === undefined || last === '' || kept.length === 0) return null
  return ['https:/', known, ...kept, last].join('/')
}

/** One spelling for comparing: `github.com/owner/name`, lower case. Null as `repositoryUrl`. */
export function normaliseRepository(text: string): string | null {
  const before = normalised.get(text)
  if (before !== undefined) return before
  const key = repositoryUrl(text)?.slice('https://'.length).toLowerCase() ?? null
  if (normalised.size >= most) normalised.clear()
  normalised.set(text, key)
  return key
}

/** A choice of packs compares the same few hundred addresses thousands of times; one answer costs 4 µs. */
const normalised = new Map<string, string | null>()
const most = 10_000
