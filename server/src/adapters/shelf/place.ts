import { join } from 'node:path'

/** The parts of one pack's place on the shelf. */
export interface Place {
  readonly root: string
  readonly content: string
  /** Its `.git`, kept apart so that the shelf's name does not hang on how git packs its objects. */
  readonly git: string
  readonly metadata: string
}

export function placeAt(root: string): Place {
  return { root, content: join(root, 'content'), git: join(root, 'git'), metadata: join(root, 'metadata.json') }
}

/** Null for what is no shelf's name. */
export function hexOf(shelf: string): string | null {
  return /^sha256:([0-9a-f]{64})$/.exec(shelf)?.[1] ?? null
}
