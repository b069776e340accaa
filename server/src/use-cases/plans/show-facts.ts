import type { Postcondition } from '@greenlight/shared/plan-effects'
import type { Checked } from '@greenlight/shared/plans'
import { canonicalFolder } from '../../core/facts/model-folders.js'
import type { Installed } from '../../core/installed.js'
import { explainFailure, type FailureContext } from '../../core/python/explain-failure.js'
import { listOf } from '../../core/readiness/words.js'

type Listed = Extract<Postcondition, { check: 'listed' }>
type Registered = Extract<Postcondition, { check: 'registered' }>
interface Options {
  readonly signal: AbortSignal
  /** ISO 8601: what ComfyUI loaded before this tells nothing. */
  readonly since?: string
}

export interface FactParts {
  /** The installation, read anew. */
  readonly read: () => Promise<Installed>
  /** What explains a failed import of the pack in this folder; null: no Python was found. */
  readonly explain: (folder: string, signal: AbortSignal) => Promise<FailureContext | null>
  /** Milliseconds since the epoch of a time that ComfyUI tells without its zone. */
  readonly timeOf: (local: string) => number
}

/** Postconditions that only the installation itself can show, its facts read anew each time. */
export function createFactShower({ read, explain, timeOf }: FactParts) {
  return {
    async listed(check: Listed): Promise<Checked> {
      const { models } = await read()
      const folder = canonicalFolder(check.directory) ?? check.directory
      const files = models?.get(folder) ?? models?.get(check.directory)
      if (files === undefined) return { check, state: 'unknown', says: `Nobody can tell what ComfyUI lists in ${check.directory}.` }
      const there = files.some(({ name }) => name === check.name)
      return { check, state: there ? 'true' : 'false', says: there ? `${check.directory} lists ${check.name}.` : `${check.directory} does not list ${check.name}.` }
    },
    async registered(check: Registered, { signal, since }: Options): Promise<Checked> {
      const { definitions, objectInfo, importFailures, startedAt } = await read()
      /** null: nobody can tell which came first. */
      const isAfter = (local: string | undefined): boolean | null => (local === undefined || since === undefined || Number.isNaN(timeOf(local)) ? null : timeOf(local) > Date.parse(since))
      const later = (says: string): Checked => ({ check, state: 'unknown', says })
      const live = definitions !== null && objectInfo === 'live'
      const started = live ? isAfter(startedAt) : null
      const failure = check.gone === true ? undefined : importFailures.find(({ folder, at }) => folder !== null && folder === check.folder && isAfter(at) !== false)
      if (failure?.folder != null && started !== false) return { check, state: 'false', says: explainFailure(failure, await explain(failure.folder, signal)) }
      if (!live) return later('ComfyUI is not running: start it, then this is looked at.')
      if (started === false) return later('Restart ComfyUI, then this is looked at.')
      const { state, says } = check.gone === true ? judgeGone(check, definitions) : judgeThere(check, definitions, started === true)
      if (state === true) return { check, state: 'true', says }
      // Only a start that is known to be later shows that something is not so.
      return started === true ? { check, state: 'false', says } : later('Restart ComfyUI, then this is looked at.')
    },
  }
}

type Definitions = NonNullable<Installed['definitions']>

function judgeThere({ types, folder }: Registered, definitions: Definitions, restarted: boolean): { state: boolean; says: string } {
  const own = folder === undefined ? [] : ownTypes(folder, definitions)
  if (types.length === 0) return own.length > 0 ? { state: true, says: `ComfyUI loaded ${folder}: ${listOf(own)}.` } : { state: restarted, says: `ComfyUI loaded ${folder ?? 'it'}; it registers no node types.` }
  const lacking = types.filter((type) => !definitions.has(type))
  if (lacking.length === 0) return { state: true, says: `ComfyUI registers ${types.length === 1 ? `${types[0]}` : `all ${types.length} node types`}.` }
  const instead = own.length === 0 ? '' : ` ${folder} registers ${listOf(own)}.`
  return { state: false, says: `ComfyUI was restarted and does not register ${listOf(lacking)}.${instead} Another version of the pack may have ${lacking.length === 1 ? 'it' : 'them'}; or undo.` }
}

/** Another pack may register a type of the same name. */
function judgeGone({ types, folder }: Registered, definitions: Definitions): { state: boolean; says: string } {
  const own = folder === undefined ? types.filter((type) => definitions.has(type)) : ownTypes(folder, definitions)
  const still = types.length === 0 ? own : own.filter((type) => types.includes(type))
  return still.length === 0 ? { state: true, says: 'ComfyUI registers them no more.' } : { state: false, says: `ComfyUI was restarted and still registers ${listOf(still)}.` }
}

function ownTypes(folder: string, definitions: Definitions): string[] {
  const module = `custom_nodes.${folder.replace(/\.py$/i, '')}`
  return [...definitions.values()].filter((definition) => definition.module === module).map(({ type }) => type).sort()
}
