import type { OutsideHost, ProviderAnswer } from '../../core/ports.js'
import { unreadable } from '../../core/provider-answer.js'
import { countOf, hexOf, isForeign, textOf } from '../../core/provider-fields.js'
import { escapePart, escapePath, fileNameOf, plainName } from '../../core/provider-names.js'
import { ask, askCommit, type Repository } from './ask.js'
import { type LfsPointer, readLfsPointer } from './read-lfs-pointer.js'

/**
 * One file of a repository at a branch, tag or commit. A file of Git LFS is a small pointer there; what it points to is told, and its
 * address is the one that gives the real bytes. `null` revision: the default branch.
 */
export async function fileInRepository(
  host: OutsideHost,
  about: Repository,
  revision: string | null,
  path: string,
  signal?: AbortSignal,
): Promise<ProviderAnswer | 'folder'> {
  const what = `${about.id}/${path}`
  const ref = revision === null || revision === 'HEAD' ? '' : `?ref=${escapePart(revision)}`
  const read = await ask(host, `/repos/${escapePath(about.id)}/contents/${escapePath(path)}${ref}`, what, signal)
  if (!read.ok) return read.absent ? { ok: true, files: [] } : read
  const { value } = read
  if (Array.isArray(value)) return 'folder'
  if (!isForeign(value) || (textOf(value, 'type') ?? 'file') !== 'file')
    return { ok: false, problem: unreadable({ source: 'github', what }, 'it is no file') }
  const name = plainName(textOf(value, 'name') ?? fileNameOf(path))
  if (name === null) return { ok: true, files: [] }
  const commit = await askCommit(host, about.id, revision ?? 'HEAD', signal)
  const at = `${escapePath(about.id)}/${escapePath(commit ?? revision ?? 'HEAD')}/${escapePath(path)}`
  const pointer = pointerIn(value)
  const size = pointer?.size ?? countOf(value, 'size')
  return {
    ok: true,
    files: [
      {
        provider: 'github',
        name,
        url:
          pointer === null
            ? `https://raw.githubusercontent.com/${at}`
            : `https://media.githubusercontent.com/media/${at}`,
        page: `https://github.com/${escapePath(about.id)}/blob/${escapePath(commit ?? revision ?? 'HEAD')}/${escapePath(path)}`,
        size,
        sizeExact: size !== null,
        // `sha` is git's name for the bytes, no hash of the content alone.
        hashes: pointer === null ? {} : { sha256: pointer.sha256 },
        directory: null,
        base: null,
        licence: about.licence,
        access: 'open',
        revision: commit ?? hexOf(revision, 40),
      },
    ],
  }
}

/** The content is there up to 1 MB; a pointer is about 130 bytes. */
function pointerIn(value: unknown): LfsPointer | null {
  const content = textOf(value, 'content')
  if (content === null || content.length > 2000 || textOf(value, 'encoding') !== 'base64') return null
  return readLfsPointer(Buffer.from(content, 'base64').toString('utf8'))
}
