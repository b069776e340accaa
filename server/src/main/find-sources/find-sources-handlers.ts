import type { Handlers } from '../../http/handlers.js'
import { ProblemError } from '../../problems.js'
import type { InspectPorts } from '../../use-cases/inspect.js'
import type { InstallationWatch } from '../../use-cases/watch-installation.js'
import type { Place } from '../place.js'
import { createSnapshotFor } from '../snapshot-for.js'
import type { OutsideHosts } from '../sources/open-outside-hosts.js'

export interface FindSourcesParts {
  readonly ports: InspectPorts
  readonly watch: Pick<InstallationWatch, 'get' | 'refresh'>
  readonly outside: () => Promise<Pick<OutsideHosts, 'host'>>
  readonly allowed: ReadonlySet<string>
  readonly place: Pick<Place, 'modelFolders' | 'root'>
  /** Whether the demo is looked at: a panel inside a real ComfyUI must not be judged against it. */
  readonly isDemo: () => boolean
}

export type FindSourcesHandlers = Pick<Handlers, 'findSources' | 'modelScript'>

/** Everything that a search needs is loaded with the first one. */
export function createFindSourcesHandlers({
  ports,
  watch,
  outside,
  allowed,
  place,
  isDemo,
}: FindSourcesParts): FindSourcesHandlers {
  const snapshotFor = createSnapshotFor({ watch, isDemo })
  return {
    async findSources({ body: { workflow, names, ask }, signal, tier }) {
      const { installed } = await snapshotFor(tier)
      const [{ inspectValue }, { findWorkflowSources }, { openProviders }] = await Promise.all([
        import('../../use-cases/inspect.js'),
        import('../../use-cases/find-sources/find-workflow-sources.js'),
        import('./open-providers.js'),
      ])
      const inspected = await inspectValue(ports, installed, { path: 'open graph', value: workflow })
      if (inspected.workflow === null) throw new ProblemError('NOT_A_WORKFLOW')
      const providers = await openProviders(await outside())
      const request = {
        inspected,
        installed,
        allowed,
        ...(names === undefined ? {} : { names }),
        ...(ask === undefined ? {} : { ask }),
      }
      return findWorkflowSources({ providers, catalogue: ports.catalogue, now: () => performance.now() }, request, {
        signal,
      })
    },
    async modelScript({ body: { models, tool, shell = process.platform === 'win32' ? 'powershell' : 'posix' } }) {
      const [{ scriptFor }, { targetFolders }] = await Promise.all([
        import('../../core/sources/script.js'),
        import('./target-folders.js'),
      ])
      const folderOf = await targetFolders(place)
      const entries = models.map(({ name, directory, url, sha256, access }) => {
        const folder = folderOf(directory)
        if (folder === null) return { name, why: unknownFolder }
        return {
          name,
          folder,
          url,
          ...(sha256 === undefined ? {} : { sha256 }),
          ...(access === undefined ? {} : { access }),
        }
      })
      return { script: scriptFor(entries, { tool, shell }), shell }
    },
  }
}

const unknownFolder = 'which model folder its node reads is unknown'
