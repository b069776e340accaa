/**
 * One key for every spelling of a repository: `github.com/owner/name`, lower case, without scheme, user, `www.`, `.git` or
 * what follows the name on GitHub. Takes URLs, `git@host:path`, and `owner/name` alone, which means GitHub (as in
 * `properties.aux_id`). Null when it is none of these.
 */
export function repositoryKey(text: string): string | null {
  let rest = text.trim().replaceAll('\\', '/')
  if (rest.length === 0 || rest.length > 2000 || /\s/.test(rest)) return null
  const scheme = rest.indexOf('://')
  if (scheme !== -1) rest = rest.slice(scheme + 3)
  const scp = scheme === -1 ? /^[\w.-]+@([\w.-]+):(?!\/)(.*)$/.exec(rest) : null
  if (scp !== null) rest = `${scp[1]}/${scp[2]}`
  rest = rest.split(/[?#]/, 1)[0] ?? ''
  const parts = rest.split('/').filter((part) => part !== '')
  const first = parts[0]?.slice(parts[0].lastIndexOf('@') + 1)
  if (first === undefined) return null
  const bare = scheme === -1 && scp === null
  const isHost = !bare || (parts.length > 2 && first.includes('.'))
  const host = isHost
    ? first
        .toLowerCase()
        .replace(/^www\./, '')
        .replace(/:\d+$/, '')
    : 'github.com'
  const path = isHost ? parts.slice(1) : parts
  if (path.length < 2 || (!isHost && path.length > 2)) return null
  const named = host === 'github.com' ? path.slice(0, 2) : path
  const key = named.join('/').replace(/\.git$/i, '')
  return `${host}/${key}`.toLowerCase()
}

/** The last part of a repository's path, lower case: the folder `git clone` would make. */
export function repositoryName(repository: string): string | null {
  const key = repositoryKey(repository)
  return key === null ? null : key.slice(key.lastIndexOf('/') + 1)
}

/** Whether a repository is ComfyUI itself: catalogues list it among the packs. */
export function isComfyUi(repository: string | null): boolean {
  const key = repository === null ? null : repositoryKey(repository)
  return key === 'github.com/comfyanonymous/comfyui' || key === 'github.com/comfy-org/comfyui'
}
