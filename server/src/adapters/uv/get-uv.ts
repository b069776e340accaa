import { chmod, mkdir, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Transfers } from '../../core/change-ports.js'
import type { Unpacker } from '../../core/pack-ports.js'
import type { OutsideHost } from '../../core/ports.js'
import { ProblemError } from '../../problems.js'
import { chooseWheel, type Machine, readIndexPage } from './choose-wheel.js'

export interface GetUvParts {
  /** The source `pypi`: SOURCE_OFF while it is off. */
  readonly host: Pick<OutsideHost, 'endpoint' | 'fetch'>
  readonly transfers: Pick<Transfers, 'discard' | 'fetch'>
  readonly unpacker: Unpacker
  /** `<state>/tools`. */
  readonly tools: string
  readonly machine: Machine
  readonly removeOwnTree: (folder: string) => Promise<void>
}

/** Bytes: several times what uv is today. */
const mostBytes = 300_000_000

/**
 * Fetches uv itself, at a person's word alone: the newest wheel for this machine from the index, its bytes checked against the index's SHA-256, into
 * `<tools>/uv-<version>/`. Answers the program's path. Rejects with UV_REFUSED, SOURCE_OFF, the transfer problems or the signal's reason.
 */
export async function getUv({ host, transfers, unpacker, tools, machine, removeOwnTree }: GetUvParts, signal: AbortSignal, progress?: (done: number, total: number | null) => void): Promise<string> {
  const page = host.endpoint.endsWith('/simple') ? '/uv/' : '/simple/uv/'
  const headers = { accept: 'application/vnd.pypi.simple.v1+json, text/html;q=0.1' }
  const answer = await host.fetch(page, 'the list of versions of uv', { headers, signal, maxBytes: 64_000_000 })
  const wheel = answer.status === 200 ? chooseWheel(readIndexPage(new TextDecoder().decode(answer.bytes), `${host.endpoint}${page}`), machine) : null
  if (wheel === null) throw new ProblemError('UV_REFUSED', { because: `the index offers no uv for ${machine.platform} ${machine.arch} (status ${answer.status})` })

  const [folder, name] = [path.join(tools, `uv-${wheel.version}`), machine.platform === 'win32' ? 'uv.exe' : 'uv']
  const program = path.join(folder, name)
  if (await isFile(program)) return program
  await mkdir(tools, { recursive: true, mode: 0o700 })
  const [part, unpacked, ready] = [path.join(tools, `.uv-${wheel.version}.whl.part`), path.join(tools, `.uv-${wheel.version}.unpacked`), path.join(tools, `.uv-${wheel.version}.ready`)]
  const ask = { url: wheel.url, part, size: wheel.bytes, sha256: wheel.sha256, blake3: null, maxBytes: mostBytes }
  await transfers.fetch(ask, { signal, progress: ({ done, total }) => progress?.(done, total) })
  try {
    for (const place of [unpacked, ready, folder]) await removeOwnTree(place)
    await unpacker.unpack(part, unpacked, `uv ${wheel.version}`, { signal })
    await mkdir(ready)
    await rename(path.join(unpacked, `uv-${wheel.version}.data`, 'scripts', name), path.join(ready, name))
    await chmod(path.join(ready, name), 0o755)
    await rename(ready, folder)
  } finally {
    for (const place of [unpacked, ready]) await removeOwnTree(place)
    await transfers.discard(part)
  }
  return program
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then((status) => status.isFile(), () => false)
}
