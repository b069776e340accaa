import { normaliseRepository } from '../repository.js'

/** `owner/name` alone means GitHub, as in `properties.aux_id`. */
const shorthand = /^([\w.-]+)\/([\w.-]+?)(?:\.git)?$/

/**
 * One key for every spelling of a repository: `github.com/owner/name`, lower case. Takes what `normaliseRepository` takes,
 * and `owner/name`. Null when it is none of these.
 */
export function repositoryKey(text: string): string | null {
  const trimmed = text.trim()
  if (/\s/.test(trimmed)) return null
  const short = shorthand.exec(trimmed)
  return short === null ? normaliseRepository(trimmed) : `github.com/${short[1]}/${short[2]}`.toLowerCase()
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
