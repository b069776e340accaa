import { type CatalogueFile, fileKinds, type FileKind, findCatalogueFiles } from './catalogue-files.js'
import type { Copies } from './lists/read-folders.js'

export async function findCopies(folders: readonly string[]): Promise<Copies> {
  const found = await Promise.all(folders.map(findCatalogueFiles))
  return new Map<FileKind, CatalogueFile[]>(fileKinds.map((kind) => [kind, found.flatMap((files) => files.get(kind) ?? [])]))
}

export function stampOf(copies: Copies): string {
  return [...copies.values()].flat().map(({ path, size, modified }) => `${path} ${size} ${modified}`).join('\n')
}
