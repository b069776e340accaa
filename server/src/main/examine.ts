import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureStateFolder } from '../adapters/files/state-folder.js'
import type { Hasher } from '../core/ports.js'
import { ProblemError } from '../problems.js'
import { findRunningSidecar } from './running-sidecar.js'
import type { Place } from './place.js'

export interface Examined {
  readonly what: string
  /** `warning`: Greenlight works without it, with less. */
  readonly health: 'ok' | 'warning' | 'broken'
  readonly says: string
}

interface Parts {
  readonly state: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly hasher: Hasher
  readonly project: string
  readonly findPlace: () => Promise<Place>
  readonly findCatalogue: (place: Place | null) => Promise<readonly string[]>
}

/** Everything Greenlight relies on, one line each; a part that fails hides no other. */
export async function examine(parts: Parts): Promise<Examined[]> {
  return [
    { what: 'Node', health: 'ok', says: `${process.version} on ${process.platform}-${process.arch}` },
    examineHasher(parts.hasher),
    await guarded('state folder', async () => {
      await ensureStateFolder(parts.state)
      return { health: 'ok', says: parts.state }
    }),
    await guarded('panel', () => examinePanel(parts.project)),
    ...(await examineInstallation(parts)),
    await guarded('companion', () => examineSidecar(parts)),
  ]
}

function examineHasher(hasher: Hasher): Examined {
  if (hasher.name === 'native') return { what: 'hashing', health: 'ok', says: 'BLAKE3, native' }
  return { what: 'hashing', health: 'warning', says: 'BLAKE3 in WebAssembly: right, but several times slower than native' }
}

async function examinePanel(project: string): Promise<Omit<Examined, 'what'>> {
  const built = await stat(join(project, 'web-dist', 'greenlight.js')).catch(() => null)
  if (built === null) return { health: 'broken', says: 'web-dist/greenlight.js is not there: run `npm run build`' }
  return { health: 'ok', says: `web-dist, ${Math.round(built.size / 1024)} kB` }
}

async function examineInstallation({ findPlace, findCatalogue }: Parts): Promise<Examined[]> {
  const found: { place?: Place } = {}
  const comfyui = await guarded('ComfyUI', async () => {
    const place = (found.place = await findPlace())
    const { root, comfyui: version, objectInfo, recordedAt, problems } = await place.read()
    const answers = { live: 'answers', file: 'node list from a file', recorded: `recorded ${recordedAt ?? ''}`, none: 'does not answer' }
    if (root === null && objectInfo === 'none') return { health: 'warning', says: problems[0]?.message ?? 'none was found; name it with --comfyui' }
    const faults = problems.length === 0 ? '' : `; ${problems.map((told) => told.message).join(' ')}`
    const says = `${version ?? 'version unknown'}, ${answers[objectInfo]}${root === null ? '' : `, ${root}`}${faults}`
    return { health: objectInfo === 'live' && problems.length === 0 ? 'ok' : 'warning', says }
  })
  const catalogue = await guarded('catalogue', async () => {
    const folders = await findCatalogue(found.place ?? null)
    if (folders.length > 0) return { health: 'ok', says: folders.join(', ') }
    return { health: 'warning', says: "no ComfyUI-Manager here: node packs are named only where the workflow names them" }
  })
  return [comfyui, catalogue]
}

async function examineSidecar(parts: Parts): Promise<Omit<Examined, 'what'>> {
  const running = await findRunningSidecar({ env: parts.env, data: parts.state })
  if (running === null) return { health: 'warning', says: 'not running: `npm start` starts it' }
  return { health: 'ok', says: `${running.url}, process ${running.pid}` }
}

async function guarded(what: string, look: () => Promise<Omit<Examined, 'what'>>): Promise<Examined> {
  try {
    return { what, ...(await look()) }
  } catch (error) {
    if (error instanceof ProblemError) return { what, health: 'broken', says: `${error.problem.message} ${error.problem.hint}` }
    throw error
  }
}
