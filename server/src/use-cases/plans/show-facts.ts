import type { Postcondition } from '@greenlight/shared/plan-effects'
import type { Checked } from '@greenlight/shared/plans'
import { canonicalFolder } from '../../core/facts/model-folders.js'
import type { Installed } from '../../core/installed.js'

type Listed = Extract<Postcondition, { check: 'listed' }>
type Registered = Extract<Postcondition, { check: 'registered' }>

/** Postconditions that only the installation itself can show, its facts read anew each time. */
export function createFactShower(read: () => Promise<Installed>) {
  return {
    async listed(check: Listed): Promise<Checked> {
      const { models } = await read()
      const folder = canonicalFolder(check.directory) ?? check.directory
      const files = models?.get(folder) ?? models?.get(check.directory)
      if (files === undefined) return { check, state: 'unknown', says: `Nobody can tell what ComfyUI lists in ${check.directory}.` }
      const there = files.some(({ name }) => name === check.name)
      return { check, state: there ? 'true' : 'false', says: there ? `${check.directory} lists ${check.name}.` : `${check.directory} does not list ${check.name}.` }
    },
    async registered(check: Registered): Promise<Checked> {
      const { definitions, objectInfo, importFailures } = await read()
      const failure = importFailures.find(({ folder }) => folder !== null && folder === check.folder)
      if (failure !== undefined && check.gone !== true) return { check, state: 'false', says: `ComfyUI cannot import ${check.folder}: ${failure.reason}` }
      if (definitions === null || objectInfo !== 'live') return { check, state: 'unknown', says: 'ComfyUI is not running: start it, then this is looked at.' }
      const here = check.types.filter((type) => definitions.has(type))
      const shown = check.gone === true ? here.length === 0 : here.length === check.types.length
      if (shown) return { check, state: 'true', says: check.gone === true ? 'ComfyUI registers them no more.' : `ComfyUI registers ${check.types.length === 1 ? `${here[0]}` : `all ${here.length} node types`}.` }
      return { check, state: 'unknown', says: 'Restart ComfyUI, then this is looked at.' }
    },
  }
}
