import { chmod, rm } from 'node:fs/promises'
import { safeJoin } from '../../files/safe-join.js'
import { type TempTree, tempTree } from '../../files/testing/temp-tree.js'
import { runProgram } from '../../process/run-program.js'
import { createGit, type GitParts } from '../git.js'
import { type Answer, git, type GitHost, serveGit } from './serve-git.js'

export interface GitWorld extends AsyncDisposable {
  readonly files: TempTree
  readonly host: GitHost
  readonly url: string
  readonly git: ReturnType<typeof createGit>
  /** Plain git in the repository that is served. */
  readonly there: (...args: string[]) => Promise<string>
  /** Commits all that lies in it and answers the commit. */
  readonly commit: (words: string) => Promise<string>
  readonly work: { readonly signal: AbortSignal }
  readonly remove: (path: string) => Promise<void>
}

/** A repository `pack.git` with one commit, served by http on this machine, and the adapter that may ask it. */
export async function gitWorld(
  options: { dumb?: boolean; first?: Answer; parts?: Partial<GitParts> } = {},
): Promise<GitWorld> {
  const files = await tempTree({
    'served/pack/__init__.py': 'NODE_CLASS_MAPPINGS = {}\n',
    'served/pack/sub/run.sh': '#!/bin/sh\n',
    'here/': '',
  })
  const there = (...args: string[]) => git(files.at('served/pack'), ...args)
  const commit = async (words: string) => {
    await there('add', '-A')
    await there('commit', '-q', '-m', words)
    await there('update-server-info')
    return there('rev-parse', 'HEAD')
  }
  await there('init', '-q', '-b', 'main', '--separate-git-dir', '../pack.git')
  await chmod(files.at('served/pack/sub/run.sh'), 0o755)
  await commit('first')
  const host = await serveGit(files.at('served'), options)
  const remove = (path: string) => rm(path, { recursive: true, force: true })
  const parts = {
    run: runProgram,
    joinSafely: safeJoin,
    removeOwn: remove,
    allow: host.allow,
    mirror: () => null,
    folder: files.at('here'),
  }
  return {
    files,
    host,
    url: `${host.url}/pack.git`,
    git: createGit({ ...parts, ...options.parts }),
    there,
    commit,
    work: { signal: new AbortController().signal },
    remove,
    [Symbol.asyncDispose]: async () => {
      await host[Symbol.asyncDispose]()
      await files[Symbol.asyncDispose]()
    },
  }
}
