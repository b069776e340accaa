import type { PackName } from '../pack-facts.js'
import { repositoryUrl } from '../repository.js'

/** Control characters, blanks inside, and marks that turn the reading direction around: no name has them. */
const unseen = /[\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/
/** As the registry gives them: ASCII, no separator at either end. */
const registryId = /^[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?$/
const registryVersion = /^[a-z0-9][a-z0-9.+_-]{0,99}$/i
/** Token prefixes of the usual hosts: they work as a user name alone. */
const tokenUser = /^(?:gh[a-z]_|github_pat_|glpat-|gldt-|hf_|bbdc|atbb|oauth2$|x-access-token$|x-token-auth$)|^[a-z0-9_-]{30,}$/i
const addressLike = /^(?:(?:git\+)?[a-z]+:\/\/|[^@/:]+@[^@/:]+:|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}[/:])/i
const schemes = /^(?:git\+)?(?:https?|ssh|git)$/

/**
 * Reads how a person names a node pack (requirements.md DOCK-32): `id`, `id@version`, `https://HOST/OWNER/NAME`, its `git@`, `ssh://` and
 * `git://` spellings, any of them with `@REF`, or a page of a host below `/tree/REF`, `/commit/REF`, `/releases/tag/REF`; an absolute path
 * is a folder. Null for all else: what begins with `-` (it would be an option of git), control characters, passwords and tokens
 * inside the address, references that git does not take. `url` is what repositoryUrl answers, with a port where one is named.
 */
export function readPackName(text: string): PackName | null {
  const name = text.trim()
  if (name === '' || name.length > 1000 || name.startsWith('-')) return null
  if (/^(?:\/(?!\/)|[a-z]:[\\/])/i.test(name)) return readFolder(name)
  if (unseen.test(name) || /\p{Surrogate}/u.test(name)) return null
  return addressLike.test(name) ? readAddress(name) : readRegistryName(name)
}

/** The name as it may be told to people: user and password of an address masked, control characters gone. */
export function maskedName(text: string): string {
  const plain = text.slice(0, 300).replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ').trim()
  return plain.replace(/\/\/[^/@\s]*@/g, '//***@').replace(/([?&#][^=&\s]*=)[^&\s]+/g, '$1***')
}

function readFolder(path: string): PackName | null {
  return /[\u0000-\u001f\u007f]/.test(path) ? null : { by: 'folder', path }
}

function readRegistryName(name: string): PackName | null {
  const [id = '', version, ...more] = name.toLowerCase().split('@')
  if (more.length > 0 || !registryId.test(id)) return null
  if (version === undefined || version === 'latest') return { by: 'registry', id, version: null }
  const written = name.slice(id.length + 1)
  return registryVersion.test(written) ? { by: 'registry', id, version: written } : null
}

function readAddress(name: string): PackName | null {
  const [, scheme, user, host = '', port, path = ''] = /^(?:([a-z+]+):\/\/)?(?:([^@/]*)@)?([^/:@]+)(?::(\d+)(?=\/))?[/:]+(.*)$/i.exec(name) ?? []
  if (scheme !== undefined && !schemes.test(scheme.toLowerCase())) return null
  if (user !== undefined && (user.includes(':') || tokenUser.test(user))) return null
  const { place, ref } = splitPath(path.replace(/[?#].*$/, ''))
  if (place.split('/').some((part) => part === '.' || part === '..' || part.startsWith('-'))) return null
  const found = repositoryUrl(`https://${host}/${place}`)
  if (found === null || (ref !== null && !isReference(ref))) return null
  const web = scheme === undefined || /https?$/i.test(scheme)
  const url = port === undefined || !web || port === '443' || port === '80' ? found : found.replace(/^(https:\/\/[^/]+)/, `$1:${port}`)
  return { by: 'repository', url, ref }
}

/** `owner/name@ref`, `owner/name/tree/ref/deeper` (of which git can only take the first part), GitLab's `/-/tree/ref`. */
function splitPath(path: string): { place: string; ref: string | null } {
  const at = path.indexOf('@')
  if (at >= 0) return { place: path.slice(0, at), ref: path.slice(at + 1) }
  const page = /^([^/]+\/.+?)(?:\/-)?\/(?:tree|blob|commit|commits|releases\/tag)\/([^/]+)(?:\/.*)?$/.exec(path)
  return page === null ? { place: path, ref: null } : { place: page[1] ?? '', ref: page[2] ?? '' }
}

/** The rules of git check-ref-format, and no leading `-`. */
function isReference(ref: string): boolean {
  if (ref === '' || ref.length > 250 || /[~^:?*[\\@]|\.\.|\/\/|^[-/.]|[/.]$|\/\.|%/.test(ref)) return false
  return !/\.lock(?:\/|$)/.test(ref)
}
