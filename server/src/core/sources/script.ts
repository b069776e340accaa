import { writeBatch } from './script/batch.js'
import { type Job, jobOf, type ScriptEntry, type ScriptRemark, type Shell, type Tool } from './script/job.js'
import { writePosix } from './script/posix.js'
import { writePowerShell } from './script/powershell.js'

export type { ScriptEntry, ScriptRemark, Shell, Tool } from './script/job.js'

export const scriptTools = ['aria2', 'curl', 'hf'] as const satisfies readonly Tool[]
export const scriptShells = ['cmd', 'posix', 'powershell'] as const satisfies readonly Shell[]

/**
 * A script for people who download themselves: each file goes into the folder that its loader reads, resumes where it stopped, is
 * checked where its hash is known, and gets its name only when it is whole. Tokens are named (`HF_TOKEN`, `CIVITAI_TOKEN`), never
 * written. What cannot be written safely, or has no answer, is a comment. `hf` fetches other hosts' files with curl.
 */
export function scriptFor(
  entries: readonly (ScriptEntry | ScriptRemark)[],
  { tool, shell }: { readonly tool: Tool; readonly shell: Shell },
): string {
  const remarks: string[] = []
  const jobs = new Map<string, Job>()
  for (const entry of entries) {
    const job = 'why' in entry ? entry.why : jobOf(entry, tool, shell)
    if (typeof job === 'string') remarks.push(`Left out: ${entry.name}: ${job}`)
    else if (!jobs.has(job.file)) jobs.set(job.file, job)
  }
  if (jobs.size === 0) remarks.push('Nothing to download')
  const write = { cmd: writeBatch, posix: writePosix, powershell: writePowerShell }[shell]
  return write(remarks, [...jobs.values()])
}
