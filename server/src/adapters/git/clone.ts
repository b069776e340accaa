import { join } from 'node:path'
import type { RunProgram } from '../../core/change-ports.js'
import type { GitPin, PackWork } from '../../core/pack-ports.js'
import { ProblemError } from '../../problems.js'
import { type Asked, shownAsked } from './asked.js'
import { callGit, mustGit } from './call.js'
import { judgeTree, readTree, shown, staysInside, type TreeLimits } from './judge-tree.js'
import { sayWhy } from './say-why.js'
import { watchSize } from './watch-size.js'

export interface CloneAsk {
  readonly asked: Asked
  readonly pin: GitPin
  readonly to: string
  /** Whether a name stays below its folder on every disk. */
  readonly isSafe: (path: string) => boolean
  readonly limits: TreeLimits
  readonly work: PackWork
}

const minutes = 60_000
const mostLinks = 100

/** Fetches one commit into the empty folder `to`, judges its names before any of its files is written, and checks it out. */
export async function cloneCommit(run: RunProgram, ask: CloneAsk): Promise<{ readonly date: string | null }> {
  const { pin, to, limits, work } = ask
  const url = shownAsked(ask.asked)
  const git = (args: readonly string[], more: { timeoutMs?: number; maxOutputBytes?: number } = {}) =>
    mustGit(run, url, { args, cwd: to, signal: work.signal, ...more })
  await git(['init', '-q', '--template=', '-b', pin.branch ?? pin.head ?? 'main', '.'])
  await fetchCommit(run, ask)
  const kind = await git(['cat-file', '-t', pin.commit])
  if (kind.trim() !== 'commit') throw refused(url, 'what came is not the commit')
  const listed = await callGit(run, {
    args: ['ls-tree', '-r', '-l', '-z', '--full-tree', pin.commit],
    cwd: to,
    signal: work.signal,
    maxOutputBytes: limits.entries * 400,
  })
  if (listed.cut) throw refused(url, `it has more than ${limits.entries} files`)
  const files = listed.code === 0 ? readTree(listed.stdout) : null
  if (files === null) throw refused(url, 'what it holds is damaged')
  const because = judgeTree(files, ask.isSafe, limits)
  if (because !== null) throw refused(url, because)
  const links = files.filter((file) => file.kind === 'link')
  if (links.length > mostLinks) throw refused(url, 'it has too many links')
  for (const link of links)
    if (!staysInside(link.path, await git(['cat-file', 'blob', link.object])))
      throw refused(url, `its link ${shown(link.path)} leads out of it`)
  await git(['checkout', '-q', ...(pin.branch === null ? ['--detach'] : ['-B', pin.branch]), pin.commit], {
    timeoutMs: 5 * minutes,
  })
  await describeClone(git, ask, links.length > 0)
  if ((await git(['rev-parse', 'HEAD'])).trim() !== pin.commit)
    throw refused(url, 'what was checked out is not the commit')
  const seconds = Number((await git(['log', '-1', '--format=%ct', pin.commit])).trim())
  return { date: seconds > 0 && seconds < 1e11 ? new Date(seconds * 1000).toISOString() : null }
}

/** By its number first; where the host gives only what it tells of, by the branch that ends there; without `--depth` for the simplest hosts. */
async function fetchCommit(run: RunProgram, { asked, pin, to, limits, work }: CloneAsk): Promise<void> {
  const url = shownAsked(asked)
  const objects = (text: string) => {
    const [, done, total] = [...text.matchAll(/Receiving objects: +\d+% \((\d+)\/(\d+)\)/g)].at(-1) ?? []
    if (done !== undefined && total !== undefined) work.progress?.(Number(done), Number(total))
  }
  const usual = ['fetch', '--progress', '--no-tags', '--no-recurse-submodules', '--no-auto-gc', '--no-write-fetch-head']
  const branch = pin.branch === null ? [] : [`refs/heads/${pin.branch}`]
  const tries = [
    ['--depth=1', pin.commit],
    ...branch.map((name) => ['--depth=1', name]),
    ...branch.map((name) => [name]),
    [pin.commit],
  ]
  let last = ''
  for (const [index, words] of tries.entries()) {
    const depth = words.filter((word) => word.startsWith('--'))
    const watch = watchSize(join(to, '.git'), limits.bytes, work.signal)
    try {
      const args = [...usual, ...depth, '--', asked.told, ...words.filter((word) => !depth.includes(word))]
      const answer = await callGit(run, {
        args,
        cwd: to,
        asked,
        signal: watch.signal,
        timeoutMs: 15 * minutes,
        heard: objects,
      })
      const there =
        answer.code === 0 &&
        (await callGit(run, { args: ['cat-file', '-e', pin.commit], cwd: to, signal: work.signal })).code === 0
      if (there) return
      last = answer.code === 0 ? 'it does not give that commit' : sayWhy(answer)
      const other =
        /not our ref|unadvertised|shallow|does not support|no such remote ref|couldn't find remote ref/i.test(
          answer.stderr,
        ) || answer.code === 0
      if (!other) break
      if (index === tries.length - 1 && /not our ref|unadvertised|couldn't find/i.test(answer.stderr))
        last = 'it does not give that commit'
    } catch (error) {
      if (watch.tooBig()) throw refused(url, `it has more than ${limits.bytes} bytes`)
      throw error
    } finally {
      watch.stop()
    }
  }
  throw refused(url, last)
}

/** What `git clone` would have written, so that git and other programs see an ordinary clone. */
async function describeClone(
  git: (args: readonly string[]) => Promise<string>,
  { asked: { url }, pin }: CloneAsk,
  links: boolean,
): Promise<void> {
  await git(['config', 'remote.origin.url', url])
  await git(['config', 'remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*'])
  // Links lie there as small text files; git must not take that for a change.
  if (links) await git(['config', 'core.symlinks', 'false'])
  if (pin.branch === null) return
  await git(['config', `branch.${pin.branch}.remote`, 'origin'])
  await git(['config', `branch.${pin.branch}.merge`, `refs/heads/${pin.branch}`])
  await git(['update-ref', `refs/remotes/origin/${pin.branch}`, pin.commit])
  if (pin.head === pin.branch)
    await git(['symbolic-ref', 'refs/remotes/origin/HEAD', `refs/remotes/origin/${pin.branch}`])
}

function refused(repository: string, because: string): ProblemError {
  return new ProblemError('GIT_REFUSED', { repository, because })
}
