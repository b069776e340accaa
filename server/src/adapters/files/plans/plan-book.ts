import { mkdir, readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PlanRunSchema } from '@greenlight/shared/plans'
import type { Problem } from '@greenlight/shared/problem'
import * as v from 'valibot'
import type { KeptPlan, PlanBook } from '../../../core/change-ports.js'
import { ulidPattern } from '../../../core/ulid.js'
import { ProblemError } from '../../../problems.js'
import { syncFolder, writeAtomically } from '../atomic-write.js'
import { inTurn } from '../in-turn.js'
import { codeOf, reasonOf } from '../reason.js'
import { safeJoin } from '../safe-join.js'
import { sweepTemporary } from '../sweep-temporary.js'
import { ExecutionLogSchema, logRun } from './execution-log.js'
import { finishLeaving, leavingEnd } from '../trash.js'
import { type DigestOf, planText, readKept } from './plan-files.js'
import { sweepUnfinished } from './sweep-unfinished.js'

export interface PlanBookTools {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly digestOf: DigestOf
  /** A copy without secrets. */
  readonly redact: (value: unknown) => unknown
}

const secret = { mode: 0o600 }

/** The plans of a state folder: `plans/<id>/`, which is a plan from the moment on that plan.json, written last, is in it. */
export function createPlanBook(state: string, { now, digestOf, redact }: PlanBookTools): PlanBook {
  const plans = join(state, 'plans')
  /** Plans whose folders were looked through for what a killed writer left. */
  const swept = new Set<string>()

  const folderOf = (id: string): string => {
    const folder = ulidPattern.test(id) ? safeJoin(plans, id) : null
    if (folder === null) throw new ProblemError('PLAN_NOT_FOUND', { plan: id.slice(0, 100) })
    return folder
  }

  const write = async (path: string, contents: string | Uint8Array): Promise<void> => {
    try {
      const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await writeAtomically(path, contents, secret)
      if (made !== undefined) await syncFolder(dirname(made))
    } catch (error) {
      throw new ProblemError('PLAN_UNWRITABLE', { path, because: reasonOf(error) }, { cause: error })
    }
  }

  /** The run as it may be kept: told without secrets, in the shape that it is read in. */
  const writeLog = async (folder: string, id: string, run: KeptPlan['run'], isNew: boolean): Promise<void> => {
    const path = join(folder, 'execution_log.json')
    const before = isNew ? null : v.safeParse(ExecutionLogSchema, await parsed(path))
    const log = logRun(before?.success === true ? before.output : null, id, v.parse(PlanRunSchema, redact(run)), new Date(now()).toISOString())
    await write(path, `${JSON.stringify(log, null, 2)}\n`)
  }

  const clean = (text: string): string => String(redact(text))

  return {
    async store(kept, texts) {
      const { id } = kept.plan
      const folder = folderOf(id)
      await inTurn(folder, async () => {
        const path = join(folder, 'plan.json')
        if ((await namesIn(folder)).includes('plan.json')) throw new ProblemError('PLAN_UNWRITABLE', { path, because: 'there is one already' })
        for (const [name, bytes] of texts.files) await write(namedIn(join(folder, 'files'), name), bytes)
        let unnamed = 0
        for (const [name, text] of texts.diffs) {
          const target = safeJoin(join(folder, 'diff'), name) ?? join(folder, 'diff', `unnamed-${(unnamed += 1)}.diff`)
          await write(target, clean(text))
        }
        await write(join(folder, 'plan.md'), clean(texts.plan))
        await writeLog(folder, id, kept.run, true)
        await write(path, planText(kept))
      })
    },

    read: async (id) => readKept(folderOf(id), id, digestOf),

    async list() {
      const kept: KeptPlan[] = []
      const problems: Problem[] = []
      const names = (await namesIn(plans)).sort()
      for (const name of names.filter((one) => one.endsWith(leavingEnd))) await finishLeaving(join(plans, name)).catch(() => undefined)
      for (const id of names.filter((one) => ulidPattern.test(one))) {
        if (!swept.has(id)) for (const part of ['', 'diff', 'files']) await sweepTemporary(join(plans, id, part))
        swept.add(id)
        try {
          kept.push(await readKept(join(plans, id), id, digestOf))
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error
          if (error.problem.code !== 'PLAN_NOT_FOUND') problems.push(error.problem)
          else problems.push(...(await sweepUnfinished(join(plans, id), id, now())))
        }
      }
      kept.sort((a, b) => (a.createdAt !== b.createdAt ? (a.createdAt < b.createdAt ? 1 : -1) : a.plan.id < b.plan.id ? 1 : -1))
      return { kept, problems }
    },

    async saveRun(id, run, summary) {
      const folder = folderOf(id)
      await inTurn(folder, async () => {
        if (!(await namesIn(folder)).includes('plan.json')) throw new ProblemError('PLAN_NOT_FOUND', { plan: id })
        if (summary !== null) await write(join(folder, 'summary.md'), clean(summary))
        await writeLog(folder, id, run, false)
      })
    },

    async file(id, name) {
      const folder = folderOf(id)
      const path = safeJoin(join(folder, 'files'), name)
      try {
        if (path !== null) return new Uint8Array(await readFile(path))
      } catch (error) {
        throw new ProblemError('PLAN_UNREADABLE', { plan: id, because: `files/${name}: ${reasonOf(error)}` }, { cause: error })
      }
      throw new ProblemError('PLAN_UNREADABLE', { plan: id, because: 'it names a file that cannot be in it' })
    },

    async folder(id, name) {
      const folder = join(folderOf(id), name)
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
      } catch (error) {
        throw new ProblemError('PLAN_UNWRITABLE', { path: folder, because: reasonOf(error) }, { cause: error })
      }
      return folder
    },
  }
}

function namedIn(folder: string, name: string): string {
  const path = safeJoin(folder, name)
  if (path === null) throw new ProblemError('PLAN_UNWRITABLE', { path: folder, because: 'the name of a file in it is refused' })
  return path
}

/** Undefined where nothing can be read. */
async function parsed(path: string): Promise<unknown> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'))
    return value
  } catch {
    return undefined
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
    throw error
  }
}
