import type { ShelvedPack } from '../../core/pack-facts.js'
import type { ShelfFacts, ShelfLine } from '../../core/pack-ports.js'
import { normaliseRepository, repositoryUrl } from '../../core/repository.js'
import { ProblemError } from '../../problems.js'
import { type Fetching, type FetchPackParts, isPackFolder, mayAsk, sourceOff } from './parts.js'

/** A repository to be had by git. */
export interface RepositoryAsk {
  readonly url: string
  readonly ref: string | null
  /** What the registry tells of the pack, where it was asked for by its id. */
  readonly known: Pick<ShelfFacts, 'folder' | 'id' | 'licence' | 'title'> | null
  readonly hosts: readonly string[]
}

/**
 * A pack by git at a commit. What is on the shelf needs no network where the commit is named, or where nobody may be asked: then the newest
 * that arrived under the same name. SOURCE_OFF (`github` is the switch of all git hosts), GIT_*, PACK_NOT_FOUND.
 */
export async function fetchFromRepository(
  parts: FetchPackParts,
  ask: RepositoryAsk,
  work: Fetching,
): Promise<ShelvedPack> {
  const { shelf, git } = parts
  const because =
    git.refuses(ask.url) ??
    (isPackFolder(parts, ask.known?.folder ?? nameOf(ask.url)) ? null : 'its name cannot be that of a folder of a pack')
  if (because !== null) throw new ProblemError('GIT_REFUSED', { repository: shownUrl(ask.url), because })
  const lines = (await shelf.list()).filter(
    (line) => line.from === 'git' && line.id === (ask.known?.id ?? null) && isSame(line, ask.url),
  )
  const there = await firstWhole(
    parts,
    isCommit(ask.ref) ? lines.filter(({ commit }) => commit === ask.ref?.toLowerCase()) : [],
  )
  if (there !== null) return there
  if (!mayAsk(parts, 'github', work)) {
    const kept = await firstWhole(parts, isCommit(ask.ref) ? [] : lines.filter(({ ref }) => ref === ask.ref))
    if (kept === null) throw sourceOff('github')
    return kept
  }
  const pin = await git.pin(ask.url, ask.ref, work)
  const pinned = await firstWhole(
    parts,
    lines.filter(({ commit, ref }) => commit === pin.commit && ref === ask.ref),
  )
  if (pinned !== null) return pinned
  const to = await shelf.fresh()
  try {
    const { date } = await git.clone(ask.url, pin, to, work)
    return await shelf.keep(to, factsOf(ask, pin.commit, date, git.host(ask.url)), ask.ref)
  } finally {
    await shelf.drop(to)
  }
}

/** `host`: who gave it. */
function factsOf({ url, known, hosts }: RepositoryAsk, commit: string, published: string | null, host: string): ShelfFacts {
  const name = nameOf(url)
  return {
    from: 'git',
    id: known?.id ?? null,
    repository: url,
    version: null,
    commit,
    archive: null,
    published,
    folder: known?.folder ?? name,
    title: known?.title ?? name,
    licence: known?.licence ?? null,
    hosts: [...new Set([...hosts, host])].sort(),
  }
}

/** The first of them that is whole. */
export async function firstWhole({ shelf }: FetchPackParts, lines: readonly ShelfLine[]): Promise<ShelvedPack | null> {
  for (const line of lines) {
    const found = await shelf.find(line.shelf)
    if (found !== null) return found
  }
  return null
}

/** The name that `git clone` would give the folder. */
function nameOf(url: string): string {
  const path = (repositoryUrl(url) ?? url).replace(/\/+$/, '').replace(/\.git$/i, '')
  return path.slice(path.lastIndexOf('/') + 1)
}

function isSame({ repository }: ShelfLine, url: string): boolean {
  if (repository === null) return false
  return (
    repository === url ||
    (normaliseRepository(url) !== null && normaliseRepository(repository) === normaliseRepository(url))
  )
}

function isCommit(ref: string | null): boolean {
  return ref !== null && /^[0-9a-f]{40}$/i.test(ref)
}

function shownUrl(url: string): string {
  return url
    .slice(0, 200)
    .replace(/\/\/[^/@]*@/, '//')
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '\ufffd')
}
