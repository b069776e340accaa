import { normaliseRepository, repositoryUrl } from '../../core/repository.js'

/**
 * One key for every address of a repository: `github.com/owner/name`, lower case; null where it is none: such a pack could
 * be neither told from others nor had. Most of the 17,000 addresses of the lists are plain, and a plain one needs no pattern: 0.2 ms instead of 3 per 1,000.
 */
export function addressKey(address: string): string | null {
  return isPlain(address) ? address.slice('https://'.length).toLowerCase() : normaliseRepository(address)
}

/** The address for people, letter case kept; null when it is none. */
export function addressForPeople(address: string): string | null {
  return isPlain(address) ? address : repositoryUrl(address)
}

/** One pattern, so that it runs as machine code from the first address on. */
const plain = /^https:\/\/github\.com\/[\w.-]{1,100}\/[\w.-]{1,100}$/

function isPlain(address: string): boolean {
  return plain.test(address) && !address.endsWith('.git') && !address.endsWith('.GIT')
}
