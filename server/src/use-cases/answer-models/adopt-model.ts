import type { Adoption } from '@greenlight/shared/models'
import { folderFor } from '../../core/model-answers/folder-for.js'
import { describeModel } from '../../core/model-files/describe-model.js'
import type { DescribeParts } from '../../core/model-files/parts.js'
import { hashKey, type ModelIndexReader } from '../../core/model-index.js'
import type { FileHasher, ModelDisk } from '../../core/ports.js'
import type { ModelRoot } from '../../core/model-index.js'

export interface AdoptParts {
  readonly disk: Pick<ModelDisk, 'open'>
  readonly describe: DescribeParts
  readonly hasher: Pick<FileHasher, 'digest'>
  readonly index: Pick<ModelIndexReader, 'byHashes' | 'bySizes'>
  readonly roots: readonly ModelRoot[]
  /** Joins a folder and one name in the disk's spelling. */
  readonly join: (folder: string, name: string) => string
}

/** Where a stray file belongs, from what its header says it is. Nothing is touched. FILE_UNREADABLE. */
export async function adoptModel(parts: AdoptParts, path: string): Promise<Adoption> {
  const opened = parts.disk.open(path)
  const { name, size } = opened.source
  const facts = describeNow()
  const already = await sameContent(parts, path, size)
  const folder = facts.kind === null ? null : folderFor(facts.kind)
  const root = folder === null ? undefined : homeOf(parts.roots, folder)
  return {
    schema: 'greenlight/adoption@1',
    path,
    size,
    health: facts.health,
    ...(facts.kind === null ? {} : { kind: facts.kind }),
    ...(facts.family === null ? {} : { family: facts.family }),
    ...(folder === null ? {} : { folder }),
    ...(root === undefined || facts.health === 'corrupt' || already.length > 0 ? {} : { to: parts.join(root.path, name) }),
    says: says(already, folder, root !== undefined),
    already,
    evidence: [...facts.evidence],
  }

  function describeNow() {
    try {
      return describeModel(opened.source, parts.describe)
    } finally {
      opened.close()
    }
  }

  function says(copies: readonly string[], to: string | null, hasRoot: boolean): string {
    if (facts.health === 'corrupt') return facts.faults[0]?.says ?? 'It is damaged.'
    if (copies.length > 0) return 'It is already here, byte for byte.'
    if (to === null) return 'Nothing in the file tells which model folder it belongs to.'
    return hasRoot ? `It belongs in ${to}.` : `It belongs in ${to}, a folder that no ComfyUI here has.`
  }
}

/** Only files of the same size can be the same; those are hashed, and only then. */
async function sameContent({ index, hasher }: AdoptParts, path: string, size: number): Promise<string[]> {
  const alike = (await index.bySizes([size])).filter((model) => model.path !== path && model.folders.length > 0)
  if (alike.length === 0) return []
  const { blake3 } = await hasher.digest(path, {})
  const asked = { type: 'blake3', value: blake3 } as const
  const known = (await index.byHashes([asked])).get(hashKey(asked)) ?? []
  const unknown = alike.filter(({ digests }) => digests.blake3 === undefined)
  const hashed = await Promise.all(unknown.map(async (model) => ((await hasher.digest(model.path, {})).blake3 === blake3 ? [model.path] : [])))
  return [...new Set([...known.filter((model) => model.path !== path && model.folders.length > 0).map((model) => model.path), ...hashed.flat()])].sort()
}

/** The root that is named like the folder before one that only serves it too (`models/unet` for diffusion models). */
function homeOf(roots: readonly ModelRoot[], folder: string): ModelRoot | undefined {
  const serving = roots.filter(({ folders }) => folders.some(({ name }) => name === folder))
  const ends = (path: string) => path.replaceAll('\\', '/').endsWith(`/${folder}`)
  return serving.find(({ path }) => ends(path) && !/[\\/]output[\\/]/.test(path)) ?? serving[0]
}
