import type { Want } from '@greenlight/shared/plans'
import type { AsideFact, WantFact } from '../../../core/plan/plan-facts.js'
import { problem } from '../../../problems.js'
import type { GatherPorts } from './gather-ports.js'
import { placeAt, thereAt } from './places.js'

type Download = Extract<Want, { want: 'download-model' }>
type Move = Extract<Want, { want: 'adopt-model' | 'link-model' | 'move-model' }>
interface Asking {
  readonly ask: readonly string[]
  readonly signal: AbortSignal
  readonly plan: string
}

/** Where a model would go, what stands there now, and what its host says of it. */
export async function downloadFact(ports: GatherPorts, want: Download, { ask, signal, plan }: Asking): Promise<WantFact> {
  const path = targetOf(ports, want.directory, want.name)
  if (typeof path !== 'string') return path
  const url = want.source.raw ?? want.source.url
  const [target, probe] = await Promise.all([placeAt(ports.look, path), ports.probe(url, { ask, signal })])
  return { of: 'download', url, target, probe, aside: target.stamp.is === 'absent' ? null : await asideFor(ports, path, plan) }
}

/** A file of this machine and the place that it should have. */
export async function fileFact(ports: GatherPorts, want: Move): Promise<WantFact> {
  const path = targetOf(ports, want.directory, want.name)
  if (typeof path !== 'string') return path
  // A folder would be read whole, and anybody may name one.
  if (!(await ports.look.isFile(want.from))) return { of: 'problem', problem: problem('PATH_NOT_FOUND', { path: want.from }) }
  const [source, target, link] = await Promise.all([thereAt(ports.look, want.from), placeAt(ports.look, path), ports.look.link(path, want.from)])
  return { of: 'file', source, target, link }
}

/** An entry of the trash and where it came from. */
export async function restoreFact(ports: GatherPorts, want: Extract<Want, { want: 'restore' }>, packRoots: readonly string[]): Promise<WantFact> {
  const entry = await ports.trash.find(want.entry)
  if (entry === null) return { of: 'problem', problem: problem('TRASH_ENTRY_NOT_FOUND', { entry: want.entry }) }
  const [there, to] = await Promise.all([thereAt(ports.look, entry.path), placeAt(ports.look, entry.from)])
  return { of: 'restore', there, to, code: packRoots.some((root) => entry.from.startsWith(root)) }
}

async function asideFor(ports: GatherPorts, path: string, plan: string): Promise<AsideFact> {
  const to = ports.trash.place({ from: path, plan })
  const [thing, volume] = await Promise.all([thereAt(ports.look, path), ports.look.free(to)])
  return { thing, to: { path: to, ...volume }, as: 'trash' }
}

function targetOf(ports: GatherPorts, directory: string, name: string): string | WantFact {
  const folder = ports.folderFor(directory)
  const unusable = (because: string): WantFact => ({ of: 'problem', problem: problem('MODEL_PLACE_UNKNOWN', { name, because }) })
  if (folder === null) return unusable('which folder its loader reads is unknown')
  return ports.joinSafely(folder, name) ?? unusable('its name is no name of a file')
}
