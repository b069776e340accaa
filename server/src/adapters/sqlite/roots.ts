import type { RootFolder } from '../../core/model-index.js'
import { type Problem, ProblemSchema } from '@greenlight/shared/problem'
import * as v from 'valibot'
import { readText } from './stored-text.js'

const FoldersSchema = v.array(
  v.object({ name: v.string(), accepts: v.union([v.literal('any'), v.literal('diffusers'), v.array(v.string())]) }),
)

/** A root as it is stored, in the order of `setRoots`. */
export interface StoredRoot {
  readonly id: number
  readonly path: string
  readonly folders: readonly RootFolder[]
}

export function writeFolders(folders: readonly RootFolder[]): string {
  return JSON.stringify(
    folders.map(({ name, accepts }) => ({
      name,
      accepts: typeof accepts === 'string' ? accepts : [...accepts].sort(),
    })),
  )
}

export function readFolders(text: string): RootFolder[] {
  return (readText(FoldersSchema, text) ?? []).map(({ name, accepts }) => ({
    name,
    accepts: typeof accepts === 'string' ? accepts : new Set(accepts),
  }))
}

export function readProblems(text: string): readonly Problem[] {
  return readText(v.array(ProblemSchema), text) ?? []
}
