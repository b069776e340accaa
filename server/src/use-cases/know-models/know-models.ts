import { hashKey, type HashAsked, type IndexedModel } from '../../core/model-index.js'
import { sameStamp } from '../../core/model-hashes.js'
import { type KnownModel, noModelKnowledge } from '../../core/model-knowledge.js'
import type { ModelKnower } from '../../core/ports.js'
import type { Installed } from '../../core/installed.js'
import type { Found } from '../../core/readiness/models/found.js'
import { findModel } from '../../core/readiness/models/find-model.js'
import { hashesAsked } from '../../core/readiness/models/hashes-asked.js'
import type { ModelReference } from '../../core/workflow/references.js'
import { describeNow } from './describe-now.js'
import type { KnowModelsParts } from './parts.js'
import { hashNamed } from './hash-named.js'
import { filesRead, type OpenHash, proveHashes } from './prove-hashes.js'

/**
 * What is known of the contents of the files that a workflow's references mean: from the index where its stamp still holds,
 * else from the header, about a millisecond a file. Never rejects for a file: what cannot be read is not known.
 */
export function createModelKnower(parts: KnowModelsParts): ModelKnower {
  return {
    async know(references, installed) {
      if (references.length === 0) return noModelKnowledge
      const named = references.map((reference) => ({ reference, found: findModel(reference, installed) }))
      const paths = [...new Set(named.flatMap(({ found }) => [...(found.file === null ? [] : [found.file.path]), ...found.candidates.map(({ path }) => path)]))]
      const asked = distinct(references.flatMap(({ embedded }) => hashesAsked(embedded)))
      const [described, stored, outside] = await Promise.all([describeAll(parts, paths), lookUp(parts, asked), parts.index.outside()])
      const byPath = await hashNamed(parts, described, named.flatMap(({ reference, found }) => (found.file === null ? [] : [{ path: found.file.path, asked: hashesAsked(reference.embedded) }])))
      if (asked.length > 0) parts.want?.(wantedFiles(named, installed), asked)
      const open: OpenHash[] = named.flatMap(({ reference, found }) =>
        found.state === 'present' ? [] : hashesAsked(reference.embedded).filter((hash) => !stored.has(hashKey(hash))).map((hash) => ({ hash, directory: reference.directory })),
      )
      const { byHash, unproven } = await proveHashes(parts, installed, open)
      return { ...noModelKnowledge, byPath, byHash: new Map([...stored, ...byHash]), outside, unproven }
    },
  }
}

/** Above it, a file that only may be the one is not hashed unasked. Bytes. */
const mostUnasked = 1024 * 1024 * 1024

/** Files whose hash would answer: those of the name, and for a name that is nowhere, the smaller ones that its loader reads. */
function wantedFiles(named: readonly { reference: ModelReference; found: Found }[], installed: Installed): string[] {
  const wanted = named
    .filter(({ reference }) => hashesAsked(reference.embedded).length > 0)
    .flatMap(({ reference, found }) => {
      if (found.file !== null) return [found.file.path]
      const may = filesRead(installed, reference.directory).filter(({ size }) => size <= mostUnasked)
      return [...found.candidates.map(({ path }) => path), ...may.map(({ path }) => path)]
    })
  return [...new Set(wanted)]
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
