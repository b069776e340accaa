import { join } from 'node:path'
import type { Problem } from '@greenlight/shared/problem'
import { type SourceName, type SourceUse, sourceUses } from '@greenlight/shared/sources'
import { problem } from '../../../problems.js'
import { readBlocks, splitBlocks } from './blocks.js'
import { normalizeEndpoint, normalizeGitMirror } from './services.js'
import { followSmallFile, type SmallFile } from './small-file.js'

/** In the state folder; the user's own text. */
export const settingsFile = 'sources.yaml'

export interface SaidOfSource {
  readonly use?: SourceUse
  readonly endpoint?: string
  readonly git?: string
}
export interface SaidOfSources {
  readonly said: ReadonlyMap<SourceName, SaidOfSource>
  readonly problems: readonly Problem[]
}

/** What `<state>/sources.yaml` says now. A line that cannot be read is a problem and leaves its own source at the default. */
export function followSettings(state: string): () => SaidOfSources {
  const path = join(state, settingsFile)
  return followSmallFile(path, (file) => interpret(path, file))
}

function interpret(path: string, file: SmallFile): SaidOfSources {
  const fault = (because: string, line?: number) => problem('SOURCE_SETTING_UNREADABLE', { path, because, ...(line === undefined ? {} : { line }) })
  if (!file.ok) return { said: new Map(), problems: [fault(file.because)] }
  const { entries, faults } = readBlocks(splitBlocks(file.text).blocks)
  const problems = faults.map(({ because, line }) => fault(because, line))
  const said = new Map<SourceName, SaidOfSource>()
  for (const [name, { value, line }] of entries) {
    const read = readEntry(name, value)
    if (typeof read === 'string') problems.push(fault(read, line))
    else said.set(name, read)
  }
  return { said, problems }
}

/** The entry, or what is wrong with it: half an entry that is believed could switch on what was not meant. */
function readEntry(name: SourceName, value: unknown): SaidOfSource | string {
  if (value === null) return {}
  if (!(value instanceof Map)) return 'an entry has the lines use and endpoint below it'
  const fields: ReadonlyMap<unknown, unknown> = value
  if (fields.has('token')) return 'a token belongs into tokens.yaml or the environment, not here'
  const known = name === 'github' ? ['use', 'endpoint', 'git'] : ['use', 'endpoint']
  const strange = [...fields.keys()].some((key) => !known.some((one) => one === key))
  if (strange) return `an entry has ${known.slice(0, -1).join(', ')} and ${known.at(-1)} only`
  const use = sourceUses.find((one) => one === (fields.get('use') ?? 'off'))
  if (use === undefined) return `use is one of ${sourceUses.join(', ')}`
  const address = fields.get('endpoint') ?? null
  const endpoint = typeof address === 'string' ? normalizeEndpoint(address) : null
  if (address !== null && endpoint === null) return 'endpoint is no web address, or has more than host and path'
  const mirror = fields.get('git') ?? null
  const git = typeof mirror === 'string' ? normalizeGitMirror(mirror) : null
  if (mirror !== null && git === null) return 'git is no web address, or has more than host and path'
  return { use, ...(endpoint === null ? {} : { endpoint }), ...(git === null ? {} : { git }) }
}
