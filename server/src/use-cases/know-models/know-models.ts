import { hashKey, type HashAsked, type IndexedModel } from '../../core/model-index.js'
import { digestFor, sameStamp } from '../../core/model-hashes.js'
import { type KnownModel, noModelKnowledge } from '../../core/model-knowledge.js'
import type { ModelKnower } from '../../core/ports.js'
import type { Found } from '../../core/readiness/models/found.js'
import { findModel } from '../../core/readiness/models/find-model.js'
import { hashesAsked } from '../../core/readiness/models/hashes-asked.js'
import type { ModelReference } from '../../core/workflow/references.js'
import { describeNow } from './describe-now.js'
import { createDigestOnce } from './digest-once.js'
import { filesOf, isReadBy, type Placed } from './files-read.js'
import { hashNamed } from './hash-named.js'
import type { KnowModelsParts } from './parts.js'
import { type OpenHash, proveHashes } from './prove-hashes.js'

interface Named {
  readonly reference: ModelReference
  readonly found: Found
  readonly asked: readonly HashAsked[]
}

/**
 * What is known of the contents of the files that a workflow's references mean: from the index where its stamp still holds,
 * else from the header, about a millisecond a file. Never rejects for a file: what cannot be read is not known.
 */
export function createModelKnower(parts: KnowModelsParts): ModelKnower {
  const digestOnce = createDigestOnce(parts)
  return {
    async know(references, installed) {
      if (references.length === 0) return noModelKnowledge
      const named = references.map((reference): Named => ({ reference, found: findModel(reference, installed), asked: hashesAsked(reference.embedded) }))
      const paths = [...new Set(named.flatMap(({ found }) => [...(found.file === null ? [] : [found.file.path]), ...found.candidates.map(({ path }) => path)]))]
      const asked = distinct(named.flatMap((one) => one.asked))
      const [described, stored, outside] = await Promise.all([describeAll(parts, paths), lookUp(parts, asked), parts.index.outside()])
      const byPath = await hashNamed(digestOnce, described, named.flatMap((one) => (one.found.file === null ? [] : [{ path: one.found.file.path, asked: one.asked }])))
      if (asked.length === 0) return { ...noModelKnowledge, byPath, outside }
      const files = [...filesOf(installed), ...outside.map((file): Placed => ({ ...file, folders: [] })).filter(({ size }) => size > 0)]
      const open = named.flatMap((one) => openOf(one, byPath))
      const { byHash, unproven, hashed } = await proveHashes({ ...parts, digestOnce }, { files, stored, open })
      parts.want?.([...new Set([...wantedFiles(named, files), ...hashed])], asked)
      return { ...noModelKnowledge, byPath, byHash, outside, unproven }
    },
  }
}

/** Hashes whose content must be looked for: the name is not in its place, or stands for another content that may be the same weights. */
function openOf({ reference: { directory }, found, asked }: Named, byPath: ReadonlyMap<string, KnownModel>): OpenHash[] {
  const own = found.file === null ? undefined : byPath.get(found.file.path)
  const open = found.state !== 'present' ? asked : asked.filter((hash) => own?.facts?.fingerprint != null && differs(hash, own))
  return open.map((hash) => ({ hash, directory }))
}

function differs(hash: HashAsked, { digests }: KnownModel): boolean {
  const own = digestFor(hash, digests)
  return own !== null && own !== hash.value
}

/** Above it, a file that only may be the one is not hashed unasked. Bytes. */
const mostUnasked = 1024 * 1024 * 1024

/** Files whose hash would answer: those of the name, and for a name that is nowhere, the smaller ones that its loader reads. */
function wantedFiles(named: readonly Named[], files: readonly Placed[]): string[] {
  return named
    .filter(({ asked }) => asked.length > 0)
    .flatMap(({ reference, found }) => {
      if (found.file !== null) return [found.file.path]
      const may = files.filter((file) => file.size <= mostUnasked && isReadBy(reference.directory, file))
      return [...found.candidates.map(({ path }) => path), ...may.map(({ path }) => path)]
    })
}

async function describeAll(parts: KnowModelsParts, paths: readonly string[]): Promise<Map<string, KnownModel>> {
  const stored = await parts.index.byPaths(paths)
  const described = await Promise.all(paths.map((path) => describeNow(parts, path, stored.get(path))))
  return new Map(described.flatMap((known) => (known === null ? [] : [[known.path, known]])))
}

/** An index may be older than the disk: a file that changed since proves nothing. */
async function lookUp({ index, disk }: KnowModelsParts, asked: readonly HashAsked[]): Promise<Map<string, readonly IndexedModel[]>> {
  const kept = new Map<string, readonly IndexedModel[]>()
  if (asked.length === 0) return kept
  for (const [key, files] of await index.byHashes(asked)) {
    const stamps = await Promise.all(files.map((file) => disk.stamp(file.path)))
    const same = files.filter((file, at) => {
      const stamp = stamps[at]
      return stamp != null && sameStamp(stamp, file)
    })
    if (same.length > 0) kept.set(key, same)
  }
  return kept
}

function distinct(asked: readonly HashAsked[]): HashAsked[] {
  return [...new Map(asked.map((one) => [hashKey(one), one])).values()]
}
