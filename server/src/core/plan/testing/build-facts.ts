import type { Want } from '@greenlight/shared/plans'
import type { TransferProbe } from '../../change-ports.js'
import type { PackOnDisk, ShelvedPack } from '../../pack-facts.js'
import { folderOf, joinPath } from '../paths.js'
import type { AsideFact, DownloadFact, FileFact, PackFact, PlaceFact, PlanFacts, ThereFact, WantFact } from '../plan-facts.js'
import { wantKey } from '../want-key.js'

/** A machine of either kind, with blanks and other letters in its paths. */
export interface Machine {
  readonly models: string
  readonly packs: string
  readonly state: string
  readonly python: string
}
export const posix: Machine = { models: '/home/ю 模型/ComfyUI/models', packs: '/home/ю 模型/ComfyUI/custom_nodes', state: '/home/ю 模型/.local/state/greenlight', python: '/home/ю 模型/venv/bin/python' }
export const windows: Machine = { models: 'C:\\Größe и\\ComfyUI\\models', packs: 'C:\\Größe и\\ComfyUI\\custom_nodes', state: 'C:\\Users\\Ü ser\\AppData\\Local\\greenlight', python: 'C:\\Größe и\\python_embeded\\python.exe' }

export const planId = '01JABCDEFGHJKMNPQRSTVWXYZ0'
export const sha = (digit: string): string => `sha256:${digit.repeat(64)}`
export const published = '2026-01-01T00:00:00Z'
const gb = 1_000_000_000

export function place(path: string, facts: Partial<PlaceFact> = {}): PlaceFact {
  return { path, stamp: { is: 'absent' }, missing: [], volume: 'disk', free: 500 * gb, ...facts }
}

export function there(path: string, facts: Partial<ThereFact> = {}): ThereFact {
  return { path, stamp: { is: 'file', size: 1000, modifiedMs: 1 }, bytes: 1000, volume: 'disk', free: 500 * gb, ...facts }
}

export function folder(path: string, facts: Partial<ThereFact> = {}): ThereFact {
  return there(path, { stamp: { is: 'folder', digest: sha('7') }, bytes: 5000, ...facts })
}

export function toTrash(machine: Machine, thing: ThereFact): AsideFact {
  return { thing, to: { path: joinPath(machine.state, 'trash', 'entry-1', 'thing'), volume: 'disk', free: 500 * gb }, as: 'trash' }
}

export const openProbe: TransferProbe = { size: 2 * gb, sha256: sha('a'), access: 'open', page: null, resumable: true, hosts: ['cdn-lfs.hf.co'] }

export type DownloadWant = Extract<Want, { want: 'download-model' }>
export function downloadWant(name: string, source: Partial<DownloadWant['source']> = {}, directory = 'loras'): DownloadWant {
  return { want: 'download-model', name, directory, nodes: ['4'], source: { url: `https://huggingface.co/owner/repo/resolve/main/${encodeURIComponent(name.toWellFormed())}`, from: 'workflow', sha256: sha('a'), licence: 'MIT', ...source } }
}

export function downloadFact(machine: Machine, want: DownloadWant, facts: Partial<DownloadFact> = {}): DownloadFact {
  const target = place(joinPath(machine.models, want.directory, want.name))
  return { of: 'download', url: want.source.raw ?? want.source.url, target, probe: openProbe, aside: null, ...facts }
}

export type FileWant = Extract<Want, { want: 'adopt-model' | 'link-model' | 'move-model' }>
export function fileWant(want: FileWant['want'], machine: Machine, name = 'style.safetensors'): FileWant {
  return { want, from: joinPath(machine.models, 'checkpoints', name), directory: 'loras', name, nodes: ['4'] }
}

export function fileFact(machine: Machine, want: FileWant, facts: Partial<FileFact> = {}): FileFact {
  return { of: 'file', source: there(want.from), target: place(joinPath(machine.models, want.directory, want.name)), link: 'hard', ...facts }
}

export type InstallWant = Extract<Want, { want: 'install-node-pack' }>
export function installWant(id: string, facts: Partial<InstallWant> = {}): InstallWant {
  return { want: 'install-node-pack', pack: id, title: id, types: [`${id} A`], ...facts }
}

export function shelved(id: string, facts: Partial<ShelvedPack> = {}): ShelvedPack {
  return {
    shelf: sha('5'), path: '/state/shelf/5', from: 'registry', id, repository: `https://github.com/somebody/${id}`, version: '1.2.0', commit: null, archive: sha('6'),
    published, folder: id, title: id, bytes: 4_000_000, files: 12, licence: 'MIT', hosts: ['api.comfy.org'], ...facts,
  }
}

export function packFact(machine: Machine, id: string, facts: Partial<PackFact> = {}): PackFact {
  const pack = facts.pack ?? shelved(id)
  return {
    of: 'pack', pack, code: [], requirements: { lines: [], refused: [] }, root: machine.packs, target: place(joinPath(machine.packs, pack.folder)),
    marks: [{ name: '.tracking', text: 'a.py\n' }], standing: null, aside: [], types: [`${id} A`], ...facts,
  }
}

export function onDisk(machine: Machine, name: string, facts: Partial<PackOnDisk> = {}): PackOnDisk {
  return { folder: name, path: joinPath(machine.packs, name), root: machine.packs, state: 'enabled', spelling: 'none', source: 'git', id: null, version: '1.0.0', repository: null, commit: null, changed: false, ...facts }
}

/** Something stands under the pack's name. */
export function standingFact(machine: Machine, id: string, pack: Partial<PackOnDisk> = {}, facts: Partial<PackFact> = {}): PackFact {
  const thing = folder(joinPath(machine.packs, id))
  return packFact(machine, id, { target: place(thing.path, { stamp: thing.stamp }), standing: { pack: onDisk(machine, id, pack), conflict: 'same-repository' }, aside: [toTrash(machine, thing)], ...facts })
}

export function factsOf(machine: Machine, answers: readonly (readonly [Want, WantFact])[], facts: Partial<PlanFacts> = {}): PlanFacts {
  return {
    plan: planId,
    workflow: { path: 'flux и.json', digest: `blake3:${'b'.repeat(64)}` },
    installation: folderOf(machine.models),
    roots: [machine.models, machine.packs, machine.state],
    keep: joinPath(machine.state, 'plans', planId, 'keep'),
    now: Date.parse('2026-03-01T00:00:00Z'),
    policy: { digest: sha('9'), path: joinPath(machine.state, 'policy.yaml') },
    answers: new Map(answers.map(([want, fact]) => [wantKey(want), fact])),
    python: { python: machine.python, version: '3.12.7', says: 'The running server said so.', distributions: new Map([['numpy', '2.1.0'], ['pillow', '11.0.0'], ['torch', '2.9.1']]), digest: sha('8'), volume: 'disk', free: 500 * gb },
    forecasts: [],
    packageUsers: new Map(),
    packUsers: new Map(),
    nodeCounts: new Map(),
    allowedHosts: new Set(),
    mirrors: new Map(),
    warnings: [],
    ...facts,
  }
}
