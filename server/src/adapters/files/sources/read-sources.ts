import type { Problem } from '@greenlight/shared/problem'
import type { SourceName } from '@greenlight/shared/sources'
import type { SourceState } from '../../../core/outside.js'
import { problem } from '../../../problems.js'
import { normalizeEndpoint, services } from './services.js'
import { followSettings } from './settings-file.js'
import { followTokens } from './tokens.js'

type Env = Readonly<Record<string, string | undefined>>

export interface SourceReader {
  /** What holds now; the files are read again where they changed. */
  readonly state: (name: SourceName) => SourceState
  readonly problems: () => readonly Problem[]
}

/** Settings, tokens and the environment as one answer per source. Default for all: off, at the service's own address. */
export function readSources(state: string, env: Env): SourceReader {
  const settings = followSettings(state)
  const tokens = followTokens(state, env)
  /** An address of the environment says nothing as long as its source is off. */
  const named = (name: SourceName) => {
    const variable = services[name].endpointVariable
    const text = variable === undefined ? '' : (env[variable] ?? '').trim()
    const entry = settings().said.get(name)
    if (text === '' || entry?.endpoint !== undefined || (entry?.use ?? 'off') === 'off') return null
    return { variable, endpoint: normalizeEndpoint(text) }
  }
  return {
    state(name) {
      const entry = settings().said.get(name)
      const endpoint = entry?.endpoint ?? named(name)?.endpoint ?? services[name].endpoint
      return { use: entry?.use ?? 'off', endpoint, token: tokens().tokens.get(name) ?? null, ...(entry?.git === undefined ? {} : { git: entry.git }) }
    },
    problems() {
      const hub = named('huggingface')
      const bad = hub !== null && hub.endpoint === null ? [problem('SOURCE_SETTING_UNREADABLE', { path: hub.variable, because: 'it is no web address' })] : []
      return [...settings().problems, ...tokens().problems, ...bad]
    },
  }
}
