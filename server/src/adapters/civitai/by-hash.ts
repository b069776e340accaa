import type { ModelProvider, OutsideHost, ProviderAnswer } from '../../core/ports.js'
import { unreadable } from '../../core/provider-answer.js'
import { hexOf } from '../../core/provider-fields.js'
import { sortFiles } from '../../core/provider-names.js'
import { accessOf } from './access.js'
import { ask, askMini } from './ask.js'
import { makeFile } from './make-file.js'
import type { VersionFile } from './read-file.js'
import { readWholeVersion } from './read-version.js'

type Hash = Parameters<NonNullable<ModelProvider['byHash']>>[0]

/** Fewest and most digits. */
const digits: Readonly<Record<Hash['type'], readonly [number, number]>> = {
  autov1: [8, 8],
  autov2: [10, 10],
  autov3: [12, 64],
  blake3: [64, 64],
  crc32: [8, 8],
  sha256: [64, 64],
}

/**
 * The single route takes every kind of hash and cannot be told which: only files that carry this one as this kind are the answer. Of
 * several versions with the same file the service tells the oldest.
 */
export async function filesWithHash(
  host: OutsideHost,
  { type, value }: Hash,
  signal?: AbortSignal,
): Promise<ProviderAnswer> {
  const hash = hexOf(value, ...digits[type])
  if (hash === null) return { ok: true, files: [] }
  const what = `the ${type} hash ${hash}`
  const read = await ask(host, `/model-versions/by-hash/${hash.toUpperCase()}`, what, signal)
  if (!read.ok) return read.absent ? { ok: true, files: [] } : read
  const version = readWholeVersion(read.value.value)
  if (version === null)
    return { ok: false, problem: unreadable({ source: 'civitai', what }, 'it is no version of a model') }
  const carrying = version.files.filter((file) => carries(file, type, hash))
  const mini = carrying.length > 0 || version.files.length === 0 ? await askMini(host, version.id, null, signal) : null
  const hidden = version.files.length === 0 && mini?.file != null && carries(mini.file, type, hash) ? [mini.file] : []
  const access =
    hidden.length > 0
      ? { access: 'removed' as const, tells: accessOf(version, null, read.value.now).tells }
      : accessOf(version, mini?.permission ?? null, read.value.now)
  return {
    ok: true,
    files: sortFiles([...carrying, ...hidden].map((file) => makeFile(host.endpoint, version, file, access, true))),
  }
}

function carries({ hashes, autov1 }: VersionFile, type: Hash['type'], hash: string): boolean {
  switch (type) {
    case 'autov1':
      return autov1 === hash
    case 'autov2':
      return (hashes.autov2 ?? hashes.sha256?.slice(0, 10)) === hash
    case 'autov3':
      // Twelve digits or all of them, on either side.
      return hashes.autov3 !== undefined && (hashes.autov3.startsWith(hash) || hash.startsWith(hashes.autov3))
    default:
      return hashes[type] === hash
  }
}
