/** How cases name a pack: `owner/name` on GitHub, a whole address, or `id:registry-id`. */

/** One spelling per repository: `github.com/owner/name`, lower case; null for what is no address. */
export function repositoryKey(text) {
  if (typeof text !== 'string' || text === '') return null
  const plain = text
    .trim()
    .replace(/^git@([^:/]+):/, '$1/')
    .replace(/^[a-z+]+:\/\/(?:[^@/]*@)?/i, '')
    .replace(/^www\./i, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/i, '')
    .toLowerCase()
  return plain.includes('/') ? wholeRepository(plain) : null
}

/** A raw file's address means the repository or gist that it lies in. */
function wholeRepository(plain) {
  const raw = /^raw\.githubusercontent\.com\/([^/]+\/[^/]+)\//.exec(plain) ?? /^github\.com\/([^/]+\/[^/]+)\/(?:raw|blob|tree)\//.exec(plain)
  if (raw !== null) return `github.com/${raw[1]}`
  const gist = /^gist\.github(?:usercontent)?\.com\/([^/]+\/[0-9a-f]+)/.exec(plain)
  return gist === null ? plain : `gist.github.com/${gist[1]}`
}

/** Key of a pack as a case names it. */
export function packKey(name) {
  if (name.startsWith('id:')) return `id:${name.slice(3).toLowerCase()}`
  return repositoryKey(/^[^/:@]+\/[^/]+$/.test(name) ? `github.com/${name}` : name)
}

/** Key of a pack as a report names it: its repository where that is told, else its registry id. */
export const candidateKey = (candidate) => repositoryKey(candidate.repository) ?? `id:${(candidate.id ?? '').toLowerCase()}`

/** Whether a report's candidate is one of the packs meant. */
export const isOneOf = (candidate, names) => names.map(packKey).includes(candidateKey(candidate))

export const showPack = (candidate) => candidateKey(candidate).replace(/^github\.com\//, '')
