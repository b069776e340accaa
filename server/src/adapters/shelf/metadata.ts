import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import * as v from 'valibot'

const text = v.pipe(v.string(), v.maxLength(4000))
const hash = v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/))

const FactsSchema = v.object({
  from: v.picklist(['registry', 'git']),
  id: v.nullable(text),
  repository: v.nullable(text),
  version: v.nullable(text),
  commit: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/))),
  archive: v.nullable(hash),
  published: v.nullable(text),
  folder: text,
  title: text,
  licence: v.nullable(text),
  hosts: v.array(text),
})

const MetadataSchema = v.object({
  schema: v.literal('greenlight/shelf@1'),
  facts: FactsSchema,
  /** 64 hex digits over the `.git` that came along; null: none did. */
  git: v.nullable(v.string()),
  bytes: v.number(),
  files: v.number(),
  ref: v.nullable(text),
  /** Milliseconds since the epoch. */
  arrived: v.number(),
})
export type Metadata = v.InferOutput<typeof MetadataSchema>

/** The text of `metadata.json`: the facts, and a hash over them, since the shelf's own name covers the files alone. */
export function writeMetadata(metadata: Metadata): string {
  const body = JSON.stringify(metadata)
  return `${JSON.stringify({ sha256: sha256(body), metadata }, null, 2)}\n`
}

/** Null where it is not there, or not as it was written. */
export async function readMetadata(path: string): Promise<Metadata | null> {
  try {
    const found: unknown = JSON.parse(await readFile(path, 'utf8'))
    const { sha256: said, metadata } = v.parse(v.object({ sha256: v.string(), metadata: MetadataSchema }), found)
    return sha256(JSON.stringify(metadata)) === said ? metadata : null
  } catch {
    return null
  }
}

/** Where it came from, as part of the shelf's name. */
export function originOf({
  from,
  id,
  repository,
  version,
  commit,
}: Pick<Metadata['facts'], 'commit' | 'from' | 'id' | 'repository' | 'version'>): readonly (string | null)[] {
  return [from, id, from === 'git' ? repository : null, from === 'git' ? null : version, commit]
}

function sha256(body: string): string {
  return createHash('sha256').update(body).digest('hex')
}
