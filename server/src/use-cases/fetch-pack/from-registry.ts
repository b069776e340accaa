import type { ShelvedPack } from '../../core/pack-facts.js'
import {
  compareSemver,
  type RegistryAnswer,
  type RegistryFailure,
  type RegistryVersion,
  type SpelledPack,
} from '../../core/registry.js'
import { ProblemError } from '../../problems.js'
import { chooseVersion } from './choose-version.js'
import { fetchFromRepository, firstWhole } from './from-repository.js'
import { type Fetching, type FetchPackParts, hostOf, isPackFolder, mayAsk, sourceOff } from './parts.js'

const registryName = 'The Comfy Registry'
const mostBytes = 500_000_000
/** Versions that mean the repository: what ComfyUI-Manager calls the newest commit, and a commit itself. */
const ofRepository = /^(?:nightly|unknown|[0-9a-f]{40})$/i

interface RegistryAsk {
  readonly id: string
  readonly version: string | null
}

/**
 * A pack by its registry id. A version that lies on the shelf needs no network; without a version the newest there is used where the
 * registry may not be asked or does not answer. The service's counting `/install` is never called. SOURCE_OFF, PACK_NOT_FOUND,
 * PACK_ARCHIVE_REFUSED, and what transfers and git reject with.
 */
export async function fetchFromRegistry(parts: FetchPackParts, ask: RegistryAsk, work: Fetching): Promise<ShelvedPack> {
  const byGit = ask.version !== null && ofRepository.test(ask.version)
  const there = byGit ? null : await onTheShelf(parts, ask)
  if (there !== null && ask.version !== null) return there
  if (!mayAsk(parts, 'comfy-registry', work)) {
    const kept = byGit ? await clonedBefore(parts, ask) : there
    if (kept === null) throw sourceOff('comfy-registry')
    return kept
  }
  const [pack, versions] = [
    await parts.registry.pack(ask.id, work.signal),
    byGit ? null : await parts.registry.versions(ask.id, work.signal),
  ]
  const failed = failureOf(pack) ?? (versions === null ? null : failureOf(versions))
  if (failed !== null && there !== null && failed.kind !== 'absent') return there
  if (failed?.kind === 'absent') throw new ProblemError('PACK_NOT_FOUND', { of: registryName, pack: ask.id })
  if (failed !== null || !pack.ok) throw new ProblemError(failed?.problem ?? 'REGISTRY_UNKNOWN', { what: ask.id })
  if (!isPackFolder(parts, pack.value.spelling))
    throw new ProblemError('PACK_ARCHIVE_REFUSED', { pack: ask.id, because: 'its name cannot be that of a folder' })
  const found = versions?.ok === true ? chooseVersion(versions.value, ask.version) : null
  if (found !== null) return fetchArchive(parts, pack.value, found, work)
  const { repository } = pack.value.pack
  const unpublished = versions?.ok === true && versions.value.length === 0 && ask.version === null
  if (repository !== undefined && (byGit || unpublished))
    return cloneOf(parts, pack.value, repository, ask.version, work)
  throw new ProblemError('PACK_NOT_FOUND', {
    of: registryName,
    pack: ask.version === null ? `version of ${ask.id}` : `${ask.id} ${ask.version}`,
  })
}

async function fetchArchive(
  parts: FetchPackParts,
  { pack, spelling }: SpelledPack,
  found: RegistryVersion,
  work: Fetching,
): Promise<ShelvedPack> {
  const { shelf, transfers, unpacker } = parts
  const there = await onTheShelf(parts, { id: pack.id, version: found.version })
  if (there !== null) return there
  const named = `${pack.id} ${found.version}`
  if (found.download === undefined)
    throw new ProblemError('PACK_ARCHIVE_REFUSED', { pack: named, because: 'the registry names none' })
  const part = await shelf.arriving(found.download)
  const { progress, signal } = work
  const came = await transfers.fetch(
    { url: found.download, part, size: null, sha256: null, blake3: null, maxBytes: mostBytes, ask: ['comfy-registry'] },
    { signal, ...(progress === undefined ? {} : { progress: ({ done, total }) => progress(done, total) }) },
  )
  const to = await shelf.fresh()
  try {
    await unpacker.unpack(part, to, named, { signal })
    const hosts = [...new Set([parts.registryHost(), hostOf(found.download), came.from])].sort()
    return await shelf.keep(
      to,
      {
        from: 'registry',
        id: pack.id,
        repository: pack.repository ?? null,
        version: found.version,
        commit: null,
        archive: came.sha256,
        published: found.published ?? null,
        folder: spelling,
        title: pack.title ?? spelling,
        licence: pack.licence ?? null,
        hosts,
      },
      null,
    )
  } finally {
    await shelf.drop(to)
    await transfers.discard(part)
  }
}

async function cloneOf(
  parts: FetchPackParts,
  { pack, spelling }: SpelledPack,
  url: string,
  version: string | null,
  work: Fetching,
): Promise<ShelvedPack> {
  const ref = version !== null && /^[0-9a-f]{40}$/i.test(version) ? version : null
  const known = { id: pack.id, folder: spelling, title: pack.title ?? spelling, licence: pack.licence ?? null }
  return fetchFromRepository(parts, { url, ref, known, hosts: [parts.registryHost()] }, work)
}

/** The version, or without one the newest by semver, that came from the registry before. */
async function onTheShelf(parts: FetchPackParts, { id, version }: RegistryAsk): Promise<ShelvedPack | null> {
  const lines = (await parts.shelf.list()).filter(
    (line) =>
      line.from === 'registry' && line.id === id.toLowerCase() && (version === null || line.version === version),
  )
  return firstWhole(
    parts,
    [...lines].sort((a, b) => compareSemver(b.version ?? '', a.version ?? '')),
  )
}

/** What came by git under this id before: the commit, or the newest arrival. */
async function clonedBefore(parts: FetchPackParts, { id, version }: RegistryAsk): Promise<ShelvedPack | null> {
  const commit = version !== null && /^[0-9a-f]{40}$/i.test(version) ? version.toLowerCase() : null
  const lines = (await parts.shelf.list()).filter((line) => line.from === 'git' && line.id === id.toLowerCase())
  return firstWhole(
    parts,
    lines.filter((line) => commit === null || line.commit === commit),
  )
}

function failureOf(answer: RegistryAnswer<unknown>): RegistryFailure | null {
  return answer.ok ? null : answer.failure
}
