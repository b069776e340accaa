import type { Candidate } from '@greenlight/shared/report'

/**
 * How an installation names a pack (DOCK-32): `id@version` where the registry has both, `id` where no such version is known, else its
 * repository, `@commit` where the workflow names one. A pack that the workflow names by its repository (`aux_id`) stays that repository:
 * it may be a fork. Null where it has neither.
 */
export function packWord(pack: Pick<Candidate, 'id' | 'repository'> & Partial<Pick<Candidate, 'via'>>, version: string | undefined): string | null {
  const { id, repository, via } = pack
  if (id !== null && !(via === 'aux_id' && repository !== null)) return isRelease(version) ? `${id}@${version}` : id
  if (repository === null) return null
  return isCommit(version) ? `${repository}@${version}` : repository
}

/** The registry takes whole versions alone. */
function isRelease(version: string | undefined): version is string {
  return version !== undefined && /^\d+\.\d+\.\d+$/.test(version)
}

function isCommit(version: string | undefined): version is string {
  return version !== undefined && /^[0-9a-f]{40}$/i.test(version)
}

/** The folder of a pack as its custom_nodes root has it, from its path: `Foo`, `Foo.disabled`, `.disabled/Foo@1_0_0`. */
export function packFolderOf(path: string): string {
  const parts = path.split(/^(?:[A-Za-z]:|\\\\)/.test(path) ? /[\\/]+/ : /\/+/).filter((part) => part !== '')
  const [parent, name] = parts.slice(-2)
  if (name === undefined) return parent ?? path
  return parent === '.disabled' ? `${parent}/${name}` : name
}
