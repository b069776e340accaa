import { createHash } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import type { Preparation } from '@greenlight/shared/plan-effects'
import type { MadeFile, WorkOptions } from '../../../core/change-ports.js'
import { ProblemError } from '../../../problems.js'
import { reasonOf } from '../reason.js'
import { copyTree, writeWhole } from './copy-tree.js'
import { clearStaging, discardStaging } from './staging.js'
import { filesAt } from './stamp.js'
import { syncParents, told, using } from './system.js'

type Copy = Extract<Preparation, { prepare: 'copy' }>
type Write = Extract<Preparation, { prepare: 'write' }>

export interface FilePreparerParts {
  /** As of the world's disk. */
  readonly roots: () => Promise<readonly string[]> | readonly string[]
  readonly stateFolder: string
}

/** Makes files under their staging names out of files of this machine. */
export function createFilePreparer({ roots, stateFolder }: FilePreparerParts) {
  const allowed = async () => [stateFolder, ...(await roots())]
  return {
    /** Bytes and times of `from`, which is only read. DISK_FULL, WRITE_REFUSED, OUTSIDE_ROOTS, the signal's reason. */
    async copy({ from, to }: Copy, options: WorkOptions): Promise<MadeFile | null> {
      await clearStaging(to, await allowed())
      await refusing(to, () => copyTree(from, to, options))
      const [file] = (await filesAt(to)) ?? []
      return file === undefined || file.path !== to ? null : { size: file.size, sha256: file.sha256, blake3: null }
    },
    /** PLAN_STALE where what comes of the file is not what the plan says, or it is not there. */
    async write({ of, spans, sha256, to }: Write, { plan }: { readonly plan: string }): Promise<MadeFile> {
      const text = await readFile(of, 'utf8').catch((error: unknown) => {
        throw new ProblemError('PLAN_STALE', { plan, because: `${of} cannot be read: ${reasonOf(error)}` }, { cause: error })
      })
      const bytes = Buffer.from(replaced(text, spans))
      if (`sha256:${createHash('sha256').update(bytes).digest('hex')}` !== sha256) throw new ProblemError('PLAN_STALE', { plan, because: `${of} is not what it was` })
      await clearStaging(to, await allowed())
      await refusing(to, async () => {
        await using(await open(to, 'wx', 0o666), async (out) => {
          await writeWhole(out, bytes)
          await out.sync()
        })
        await syncParents(to)
      })
      return { size: bytes.length, sha256, blake3: null }
    },
    /** Takes away what an earlier try left under a staging name. */
    clear: async (path: string): Promise<void> => clearStaging(path, await allowed()),
    discardStaging: async (path: string): Promise<void> => discardStaging(path, await allowed()),
  }
}

async function refusing(path: string, act: () => Promise<void>): Promise<void> {
  await act().catch((error: unknown) => {
    throw told(error, path)
  })
}

function replaced(text: string, spans: Write['spans']): string {
  let [made, at] = ['', 0]
  for (const span of spans) {
    made += text.slice(at, span.from) + span.text
    at = span.to
  }
  return made + text.slice(at)
}
