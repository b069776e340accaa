import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { PackageChangeSchema } from '@greenlight/shared/plan-effects'
import * as v from 'valibot'
import { ProblemError } from '../../../problems.js'
import { FolderSchema } from './folders.js'
import { SideSchema } from './side.js'
import { codeOf } from './system.js'

/** What the keep folder holds of one change of packages, beside the bytes. */
const ManifestSchema = v.object({
  schema: v.literal('greenlight/kept-packages@1'),
  python: v.string(),
  /** The environment's own folder: everything here lies below it. */
  prefix: v.string(),
  changes: v.array(PackageChangeSchema),
  /** Every path that may change, as it was before. */
  before: SideSchema,
  folders: v.array(FolderSchema),
  /** Names at the top of the packages' and the scripts' folder, for people who look for a stranger. */
  listing: v.array(v.object({ folder: v.string(), names: v.array(v.string()) })),
})
export type Manifest = v.InferOutput<typeof ManifestSchema>

/** `whole`: the bytes are kept too, so that it can be had again without network. */
const AfterSchema = v.object({ whole: v.boolean(), side: SideSchema, folders: v.array(FolderSchema) })
export type After = v.InferOutput<typeof AfterSchema>

/** Where the environment stands between the two sides. `going` and `returning`: on the way, killed or not. */
const StandsSchema = v.object({ stands: v.picklist(['after', 'before', 'going', 'returning']) })
export type Stands = v.InferOutput<typeof StandsSchema>['stands']

export interface Keep {
  readonly folder: string
  manifest(): Promise<Manifest | null>
  after(): Promise<After | null>
  /** null: nothing was begun. */
  stands(): Promise<Stands | null>
  saveManifest(manifest: Manifest): Promise<void>
  saveAfter(after: After): Promise<void>
  saveStands(stands: Stands): Promise<void>
}

/** The keep folder of an effect. Each save is whole, or not there, and on the disk when it resolves. */
export function openKeep(folder: string, writeAtomically: (file: string, text: string) => Promise<void>): Keep {
  const read = async <T>(name: string, schema: v.GenericSchema<unknown, T>): Promise<T | null> => {
    const file = path.join(folder, name)
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null
      throw error
    })
    if (text === null) return null
    const kept = v.safeParse(schema, parsed(text))
    if (kept.success) return kept.output
    throw new ProblemError('WRITE_REFUSED', { path: file, because: 'what was kept there cannot be read' })
  }
  const save = (name: string) => (value: unknown) => writeAtomically(path.join(folder, name), `${JSON.stringify(value)}\n`)
  return {
    folder,
    manifest: () => read('manifest.json', ManifestSchema),
    after: () => read('after.json', AfterSchema),
    stands: async () => (await read('stands.json', StandsSchema))?.stands ?? null,
    saveManifest: save('manifest.json'),
    saveAfter: save('after.json'),
    saveStands: (stands) => save('stands.json')({ stands }),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
