import type { OutsideHost } from '../../core/ports.js'
import { type Read, readJson, received, refused } from '../../core/provider-answer.js'
import { fieldOf, textOf } from '../../core/provider-fields.js'
import { plainName } from '../../core/provider-names.js'
import type { Permission } from './access.js'
import { bytesOf, readHashes, type VersionFile } from './read-file.js'

export interface Answered {
  readonly value: unknown
  /** The service's clock, milliseconds since the epoch; NaN when it is not told. */
  readonly now: number
}

/** GET below `/api/v1`. `what`: in words, for problems. */
export async function ask(
  host: OutsideHost,
  route: string,
  what: string,
  signal?: AbortSignal,
): Promise<Read<Answered>> {
  const asked = await host.fetch(`/api/v1${route}`, purposeOf(route), signal ? { signal } : {}).then(received, refused)
  const read = readJson(asked, { source: 'civitai', what })
  if (!read.ok) return read
  const date = asked.ok ? asked.answer.headers.get('date') : undefined
  return { ok: true, value: { value: read.value, now: Date.parse(date ?? '') } }
}

/** The ledger says what a question was for, not what was asked. */
function purposeOf(route: string): string {
  if (route.startsWith('/model-versions/by-hash/')) return 'a file by its hash'
  if (route.startsWith('/model-versions/mini/')) return 'whether a file may be fetched'
  return route.startsWith('/models?') ? 'models by name' : 'files of a model'
}

/** What `/model-versions/mini/{id}` adds: whether it may be fetched, and the file of an archived version, which the other routes hide. */
export interface Mini {
  readonly permission: Permission
  readonly file: VersionFile | null
}

/** Null where it cannot be told; the version stands without it. */
export async function askMini(
  host: OutsideHost,
  versionId: number,
  fileId: number | null,
  signal?: AbortSignal,
): Promise<Mini | null> {
  const route = `/model-versions/mini/${versionId}${fileId === null ? '' : `?modelFileId=${fileId}`}`
  const read = await ask(host, route, `whether version ${versionId} may be fetched`, signal)
  if (!read.ok) return null
  const { value } = read.value
  const told = fieldOf(value, 'requireAuth', 'checkPermission')
  if (typeof told !== 'boolean') return null
  const permission = {
    needsLogin: fieldOf(value, 'requireAuth') === true,
    restricted: fieldOf(value, 'checkPermission') === true,
    endsAt: textOf(value, 'earlyAccessEndsAt'),
  }
  return { permission, file: readMiniFile(value, fileId) }
}

/** Its `size` is in KB; `fileName` is the name as it was uploaded. */
function readMiniFile(value: unknown, id: number | null): VersionFile | null {
  const name = plainName(textOf(value, 'fileName'))
  if (name === null) return null
  return {
    id,
    name,
    type: textOf(value, 'fileType'),
    format: textOf(value, 'format'),
    size: null,
    fp: null,
    ...bytesOf(fieldOf(value, 'size')),
    hashes: readHashes(fieldOf(value, 'hashes')),
    autov1: null,
    primary: id === null,
    dangerous: false,
  }
}
