import type { CompanionClaim } from '../../model-index.js'
import type { Owner } from './civitai-version.js'
import { baseName, stemOf } from './companion-names.js'

const maxLines = 10_000

/**
 * `NAME.sha256`: a bare hash, lines of sha256sum (`HASH  NAME`, `HASH *NAME`), or BSD's `SHA256 (NAME) = HASH`. Of named lines only
 * the one that names this file counts.
 */
export function readSha256Lines(text: string, owner: Owner): readonly Omit<CompanionClaim, 'from'>[] {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/, maxLines)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const found = new Set<string>()
  for (const line of lines.filter(({ length }) => length <= 4096)) {
    const bare = lines.length === 1 ? bareLine.exec(line) : null
    const named = sumLine.exec(line) ?? bsdLine.exec(line)
    const hash = bare?.groups?.['hash'] ?? (names(named?.groups?.['name'], owner) ? named?.groups?.['hash'] : undefined)
    if (hash !== undefined) found.add(hash.toLowerCase())
  }
  // Two different hashes for one name contradict each other.
  return found.size === 1 ? [...found].map((sha256) => ({ says: 'A checksum file gives its SHA-256', sha256 })) : []
}

const bareLine = /^(?:sha256:)?(?<hash>[0-9a-f]{64})$/i
const sumLine = /^\\?(?<hash>[0-9a-f]{64}) [ *](?<name>.+)$/i
const bsdLine = /^SHA256 ?\((?<name>.+)\) ?= ?(?<hash>[0-9a-f]{64})$/i

function names(path: string | undefined, { name, stem }: Owner): boolean {
  if (path === undefined) return false
  const said = baseName(path).toLowerCase()
  return name === null ? stemOf(said) === stem.toLowerCase() : said === name.toLowerCase()
}
