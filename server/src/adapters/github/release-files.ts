import type { OutsideHost, ProviderAnswer, ProviderFile } from '../../core/ports.js'
import { unreadable } from '../../core/provider-answer.js'
import { countOf, fieldOf, hexOf, listOf, textOf } from '../../core/provider-fields.js'
import { escapePart, escapePath, isModelName, plainName, sortFiles } from '../../core/provider-names.js'
import { ask, type Repository } from './ask.js'

/** Assets of a release: the asked one, or every model file where a page is asked about. `tag` null: the latest release. */
export async function filesOfRelease(
  host: OutsideHost,
  about: Repository,
  tag: string | null,
  asset: string,
  signal?: AbortSignal,
): Promise<ProviderAnswer> {
  const what = tag === null ? `the latest release of ${about.id}` : `the release ${tag} of ${about.id}`
  const route = `/repos/${escapePath(about.id)}/releases/${tag === null ? 'latest' : `tags/${escapePart(tag)}`}`
  const read = await ask(host, route, what, signal)
  if (!read.ok) return read.absent ? { ok: true, files: [] } : read
  const assets = fieldOf(read.value, 'assets')
  const named =
    Array.isArray(assets) && (assets.length === 0 || assets.some((entry: unknown) => textOf(entry, 'name') !== null))
  if (!named) return { ok: false, problem: unreadable({ source: 'github', what }, 'it is no release') }
  const release = { tag: textOf(read.value, 'tag_name') ?? tag, page: pageOf(read.value) }
  if (release.tag === null)
    return { ok: false, problem: unreadable({ source: 'github', what }, 'it does not say its tag') }
  const { tag: called, page } = release
  const files = listOf(read.value, 'assets').flatMap((entry) => readAsset(entry, about, called, page) ?? [])
  return { ok: true, files: sortFiles(files.filter(({ name }) => (asset === '' ? isModelName(name) : name === asset))) }
}

function pageOf(release: unknown): string | null {
  const page = textOf(release, 'html_url')
  return page?.startsWith('https://github.com/') ? page : null
}

/** `state` is `open` while an upload goes on or after it broke. `digest` came in 2025 and is missing in older assets. */
function readAsset(entry: unknown, about: Repository, tag: string, page: string | null): ProviderFile | null {
  const name = plainName(textOf(entry, 'name'))
  const state = textOf(entry, 'state')
  if (name === null || (state !== null && state !== 'uploaded')) return null
  const sha256 = hexOf(textOf(entry, 'digest')?.replace(/^sha256:/i, ''), 64)
  const told = textOf(entry, 'browser_download_url')
  const size = countOf(entry, 'size')
  return {
    provider: 'github',
    name,
    url:
      told !== null && told.startsWith('https://github.com/') && URL.canParse(told)
        ? told
        : `https://github.com/${escapePath(about.id)}/releases/download/${escapePath(tag)}/${escapePart(name)}`,
    page: page ?? `https://github.com/${escapePath(about.id)}/releases/tag/${escapePath(tag)}`,
    size,
    sizeExact: size !== null,
    hashes: sha256 === null ? {} : { sha256 },
    directory: null,
    base: null,
    licence: about.licence,
    access: 'open',
    revision: tag,
  }
}
