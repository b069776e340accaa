import { setImmediate } from 'node:timers/promises'
import { createModelDisk } from '../../../adapters/files/models/model-disk.js'
import { createFileHasher } from '../../../adapters/hashing/file-hasher.js'
import type { ModelFacts } from '../../../core/model-facts.js'
import type { FileHasher } from '../../../core/ports.js'
import type { ModelIndex, ModelIndexReader, ModelRoot } from '../../../core/model-index.js'
import { describeModels } from '../../../use-cases/index-models/describe-models.js'
import { hashModels } from '../../../use-cases/index-models/hash-models.js'
import { scanModels } from '../../../use-cases/index-models/scan-models.js'
import { createDescribeParts } from '../describe-parts.js'

export interface IndexTree {
  readonly roots: readonly ModelRoot[]
  readonly hash?: boolean
  /** Called between slices of the walk. */
  readonly meanwhile?: () => Promise<void>
}

let hasher: Promise<FileHasher> | null = null

/** Scans, describes and hashes real folders into an index, as the worker does it. */
export async function indexTree(index: ModelIndex, { roots, hash = true, meanwhile }: IndexTree): Promise<void> {
  const real = createModelDisk({ thrifty: true })
  const walk: typeof real.walk = (root, { take, ...rest }) =>
    real.walk(root, {
      ...rest,
      take: async (found) => {
        await take(found)
        await meanwhile?.()
      },
    })
  const ports = { index, disk: { ...real, walk }, readers: await createDescribeParts(), clock: { now: () => performance.now(), turn: () => setImmediate(undefined) } }
  const { renamed } = await scanModels(ports, roots)
  await describeModels(ports, { again: renamed })
  if (hash) await hashModels({ ...ports, hasher: await (hasher ??= createFileHasher({ workers: 1 })) }, { which: 'all' })
}

export async function closeHasher(): Promise<void> {
  await (await hasher)?.close()
  hasher = null
}

/** All that an index says of files, but for the numbers that it gave them. */
export async function contentsOf(index: ModelIndexReader) {
  const { models, total } = await index.list({})
  const said = models.map(({ root, name, link, size, modified, inode, facts, digests, claims, folders }) => ({ root, name, link, size, modified, inode, facts: unquoted(facts), digests, claims, folders }))
  const key = (one: { root: string; name: string }) => `${one.root}\n${one.name}`
  said.sort((a, b) => (key(a) < key(b) ? -1 : 1))
  return { total, models: said, counts: await index.counts(), problems: (await index.problems()).map(({ message }) => message).sort() }
}

/** Evidence quotes the name under which a content was read; one content may lie under several. */
function unquoted(facts: ModelFacts | null): ModelFacts | null {
  return facts === null ? null : { ...facts, evidence: facts.evidence.map((one) => ({ ...one, says: one.says.replace(/“[^”]*”/, '“”') })) }
}
