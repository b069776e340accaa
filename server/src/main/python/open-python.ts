import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { createUnpacker } from '../../adapters/archive/unpacker.js'
import { leadThrough } from '../../adapters/egress/gate/lead-through.js'
import { lookUpBySystem } from '../../adapters/egress/outside/look-up.js'
import { writeAtomically } from '../../adapters/files/atomic-write.js'
import { readText } from '../../adapters/files/comfyui-folder/read-text.js'
import { safeJoin } from '../../adapters/files/safe-join.js'
import { createLedger } from '../../adapters/files/sources/ledger.js'
import { readSources } from '../../adapters/files/sources/read-sources.js'
import { removeEmptyFolder, removeOwnFile, removeOwnTree } from '../../adapters/files/trash.js'
import { runProgram } from '../../adapters/process/run-program.js'
import { checkImports } from '../../adapters/python/check-imports.js'
import { findPython } from '../../adapters/python/find-python.js'
import { digestOfDistributions, listDistributions } from '../../adapters/python/list-distributions.js'
import { probePython } from '../../adapters/python/probe-python.js'
import { createResolver } from '../../adapters/uv/create-resolver.js'
import { createPackageEffects } from '../../adapters/uv/effects/create-package-effects.js'
import { needUv } from '../../adapters/uv/find-uv.js'
import { getUv } from '../../adapters/uv/get-uv.js'
import { createKeptForecasts } from '../../adapters/uv/kept-forecasts.js'
import type { Forecaster, PackageEffects, PolicyBook, Transfers } from '../../core/change-ports.js'
import type { FailureContext } from '../../core/python/explain-failure.js'
import { createForecaster, indexOf } from '../../use-cases/packages/create-forecaster.js'
import { createPackageChecks, type PackageChecks } from '../../use-cases/packages/create-package-checks.js'
import type { Place } from '../place.js'
import { allowedHosts } from '../sources/allowed-hosts.js'
import { endpointFrom } from '../sources/endpoint-from.js'
import type { OutsideHosts } from '../sources/open-outside-hosts.js'
import { installedPacks, requirementsIn } from './installed-packs.js'

export interface PythonNeeds {
  /** The state folder. */
  readonly state: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly place: Pick<Place, 'locations' | 'root'>
  readonly policy: Pick<PolicyBook, 'read'>
  /** What uv itself can be fetched with; absent: it cannot. */
  readonly fetching?: { readonly outside: () => Promise<Pick<OutsideHosts, 'host'>>; readonly transfers: Pick<Transfers, 'discard' | 'fetch'> }
}

/** The Python of one installation: what would change in it, the changing, and what shows that it went well. */
export interface PythonRoom {
  readonly forecaster: Forecaster
  readonly effects: PackageEffects
  readonly checks: PackageChecks
  /** What explains why the pack in this folder below custom_nodes could not be imported; null: no Python was found. */
  readonly explain: (folder: string, signal: AbortSignal) => Promise<FailureContext | null>
  /** Fetches uv into the state folder, at a person's word alone; answers the program's path. UV_REFUSED, SOURCE_OFF and the transfer problems. */
  readonly getUv: ((signal: AbortSignal, progress?: (done: number, total: number | null) => void) => Promise<string>) | null
}

/** Hours that a forecast is taken from what was kept (DOCK-59): an index gets new versions, and then it is made anew. */
const keptMs = 12 * 60 * 60_000

/** Starts nothing and asks nobody before something is wanted of it. */
export function openPython({ state, env, place, policy, fetching }: PythonNeeds): PythonRoom {
  const sources = readSources(state, env)
  const folder = path.join(state, 'uv')
  const tools = path.join(state, 'tools')
  /** The interpreter that was found last: beside it uv is looked for. */
  let last: string | null = null
  const inFolder = async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return { run: runProgram, cwd: folder }
  }
  const probe = async (python: string, signal: AbortSignal) => {
    const probed = await probePython(python, 'A plan names it.', await inFolder(), signal)
    if (probed.ok) last = python
    return probed.ok ? probed.interpreter : null
  }
  const protectedPackages = async () => (await policy.read()).policy.protectedPackages
  /** uv asks by itself, so what may not be asked is refused here. */
  const source = () => {
    const { use, endpoint } = sources.state('pypi')
    return { use, endpoint: use === 'off' ? endpoint : (endpointFrom('pypi', endpoint, env) ?? endpoint) }
  }
  const throughGate = leadThrough({
    ...{ source: 'pypi', purpose: 'Python packages, by uv' },
    endpoint: () => source().endpoint,
    ...{ allow: allowedHosts(env), env, lookUp: lookUpBySystem, ledger: createLedger(state), now: Date.now },
  })
  const uv = { run: runProgram, throughGate, uv: async (signal: AbortSignal) => needUv({ ...(await inFolder()), python: last, tools }, signal), folder, removeOwnFile, removeOwnTree }
  const shared = { probe, distributions: listDistributions }
  const find = async (signal: AbortSignal) => {
    if (place.root === null) return { interpreter: null }
    const locations = await place.locations()
    const bases = locations === null ? [] : [path.dirname(locations.user)]
    const { interpreter } = await findPython({ root: place.root, bases, env, ...(await inFolder()), serverVersion: null }, signal)
    last = interpreter?.python ?? last
    return { interpreter }
  }
  return {
    forecaster: createForecaster({
      ...shared,
      find,
      digest: digestOfDistributions,
      resolver: createResolver(uv),
      source,
      protectedPackages,
      packs: async () => installedPacks((await place.locations())?.customNodes ?? []),
      kept: createKeptForecasts(path.join(folder, 'forecasts'), { now: Date.now, maxAgeMs: keptMs, writeAtomically }),
      sha256: (text) => `sha256:${createHash('sha256').update(text).digest('hex')}`,
    }),
    effects: createPackageEffects({
      ...uv,
      ...shared,
      source() {
        const { use, endpoint } = source()
        return { use, index: indexOf(endpoint) }
      },
      writeAtomically,
      removeEmptyFolder,
    }),
    checks: createPackageChecks({
      ...shared,
      digest: digestOfDistributions,
      tryImports: async (ask, signal) => checkImports({ ...ask, root: place.root ?? folder }, await inFolder(), signal),
      requirements: async () => (place.root === null ? [] : ((await readText(path.join(place.root, 'requirements.txt'))) ?? '').split(/\r?\n/)),
      protectedPackages,
    }),
    async explain(folder, signal) {
      const [{ interpreter }, locations] = await Promise.all([find(signal), place.locations()])
      if (interpreter === null) return null
      const lines = await Promise.all((locations?.customNodes ?? []).flatMap((root) => safeJoin(root, folder) ?? []).map(requirementsIn))
      return { python: interpreter.python, installed: await listDistributions(interpreter.path), protectedPackages: await protectedPackages(), lines: lines.flat() }
    },
    getUv:
      fetching === undefined
        ? null
        : async (signal, progress) => {
            const host = (await fetching.outside()).host('pypi')
            const unpacker = createUnpacker({ joinSafely: safeJoin, removeOwn: removeOwnTree })
            return getUv({ host, transfers: fetching.transfers, unpacker, tools, machine: process, removeOwnTree }, signal, progress)
          },
  }
}
