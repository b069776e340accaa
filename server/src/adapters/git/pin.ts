import type { RunProgram } from '../../core/change-ports.js'
import type { GitPin, PackWork } from '../../core/pack-ports.js'
import { ProblemError } from '../../problems.js'
import { type Asked, shownAsked } from './asked.js'
import { checkVersion, mustGit } from './call.js'
import { type GitRefs, isPlainBranch, readRefs } from './read-refs.js'

const mostBytes = 32 * 1024 * 1024

/** Asks the repository what it has and turns a name into a commit. The name itself is never handed to git. */
export async function pinCommit(
  run: RunProgram,
  asked: Asked,
  ref: string | null,
  cwd: string,
  { signal }: PackWork,
): Promise<GitPin> {
  const url = shownAsked(asked)
  await checkVersion(run, url, cwd, signal)
  const args = ['ls-remote', '--symref', '--', asked.told, 'HEAD', 'refs/heads/*', 'refs/tags/*']
  const refs = readRefs(await mustGit(run, url, { args, cwd, asked, signal, maxOutputBytes: mostBytes }))
  const commit = commitOf(refs, ref)
  if (commit === null)
    throw new ProblemError('PACK_NOT_FOUND', {
      of: url,
      pack: ref === null ? 'in it: it is empty' : `at ${shownRef(ref)}`,
    })
  const head = refs.head?.branch ?? null
  return { commit, branch: branchAt(refs, commit, ref), head: head !== null && isPlainBranch(head) ? head : null }
}

/** 40 hex need not be told by the repository: it may still give that commit. A shorter number has to be one that it tells. */
function commitOf({ refs, head }: GitRefs, ref: string | null): string | null {
  if (ref === null) return head?.commit ?? null
  if (/^[0-9a-f]{40}$/i.test(ref)) return ref.toLowerCase()
  const named = refs.get(`refs/heads/${ref}`) ?? refs.get(`refs/tags/${ref}`) ?? refs.get(ref)
  if (named !== undefined || !/^[0-9a-f]{7,39}$/i.test(ref)) return named ?? null
  const short = new Set([...refs.values()].filter((commit) => commit.startsWith(ref.toLowerCase())))
  return short.size === 1 ? ([...short][0] ?? null) : null
}

function branchAt({ refs, head }: GitRefs, commit: string, ref: string | null): string | null {
  const ends = (name: string) => isPlainBranch(name) && refs.get(`refs/heads/${name}`) === commit
  if (ref !== null && ends(ref)) return ref
  const usual = head?.branch ?? null
  if (usual !== null && ends(usual)) return usual
  const all = [...refs.keys()]
    .filter((name) => name.startsWith('refs/heads/'))
    .map((name) => name.slice('refs/heads/'.length))
  return ref === null ? (all.filter(ends).sort()[0] ?? null) : null
}

function shownRef(ref: string): string {
  return JSON.stringify(ref.slice(0, 80)).replace(/[\p{Cf}\u007f-\u009f\p{Surrogate}]/gu, '\ufffd')
}
