import type { Ledger } from '../../core/outside.js'
import type { Git } from '../../core/pack-ports.js'

/** git with a line in the ledger for each time it goes out: before anything leaves it is certain that a line can be written. */
export function toldGit(git: Git, ledger: Ledger, now: () => number): Git {
  const told = async <T>(url: string, purpose: string, work: () => Promise<T>): Promise<T> => {
    if (git.refuses(url) !== null) return work()
    await ledger.ready()
    const at = new Date(now()).toISOString()
    try {
      return await work()
    } finally {
      // What git itself sends and receives it does not tell.
      await ledger.write({ at, source: 'github', host: git.host(url), purpose, status: null, sent: 0, received: 0 })
    }
  }
  return {
    refuses: git.refuses,
    host: git.host,
    pin: (url, ref, work) => told(url, 'commits of a repository, by git', () => git.pin(url, ref, work)),
    clone: (url, pin, to, work) => told(url, 'files of a node pack, by git', () => git.clone(url, pin, to, work)),
  }
}
