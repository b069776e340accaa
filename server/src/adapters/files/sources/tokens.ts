import { join } from 'node:path'
import type { Problem } from '@greenlight/shared/problem'
import { type SourceName, sourceNames } from '@greenlight/shared/sources'
import { problem } from '../../../problems.js'
import { readBlocks, splitBlocks } from './blocks.js'
import { services } from './services.js'
import { followSmallFile, type SmallFile } from './small-file.js'

type Env = Readonly<Record<string, string | undefined>>

/** In the state folder, for the user alone: `NAME: TOKEN`, one a line. */
export const tokensFile = 'tokens.yaml'

export interface Tokens {
  readonly tokens: ReadonlyMap<SourceName, string>
  readonly problems: readonly Problem[]
}

/** Tokens of the environment, then those of `<state>/tokens.yaml`. No problem tells a token, nor anything else of that file. */
export function followTokens(state: string, env: Env, platform: NodeJS.Platform = process.platform): () => Tokens {
  const path = join(state, tokensFile)
  const given = fromEnvironment(env)
  const file = followSmallFile(path, (read) => fromFile(path, read, platform))
  return () => {
    const kept = file()
    return { tokens: new Map([...kept.tokens, ...given.tokens]), problems: [...given.problems, ...kept.problems] }
  }
}

function fromEnvironment(env: Env): Tokens {
  const tokens = new Map<SourceName, string>()
  const problems: Problem[] = []
  for (const name of sourceNames) {
    const variable = services[name].tokenVariables.find((one) => (env[one] ?? '').trim() !== '')
    const token = variable === undefined ? '' : (env[variable] ?? '').trim()
    if (variable === undefined) continue
    if (isToken(token)) tokens.set(name, token)
    else problems.push(problem('SOURCE_SETTING_UNREADABLE', { path: variable, because: notOne }))
  }
  return { tokens, problems }
}

function fromFile(path: string, file: SmallFile, platform: NodeJS.Platform): Tokens {
  const fault = (because: string, line?: number) => problem('SOURCE_SETTING_UNREADABLE', { path, because, ...(line === undefined ? {} : { line }) })
  if (!file.ok) return { tokens: new Map(), problems: [fault(file.because)] }
  // Windows keeps the user's own folders from others by other means; its mode bits say nothing.
  if (platform !== 'win32' && (file.mode & 0o077) !== 0) return { tokens: new Map(), problems: [fault('others may read it (chmod 600 mends that)')] }
  const { entries, faults } = readBlocks(splitBlocks(file.text).blocks)
  const tokens = new Map<SourceName, string>()
  const problems = faults.map(({ because, line }) => fault(because, line))
  for (const [name, { value, line }] of entries) {
    if (typeof value === 'string' && isToken(value)) tokens.set(name, value)
    else if (value !== null) problems.push(fault(notOne, line))
  }
  return { tokens, problems }
}

const notOne = 'what stands there is no token'

/** What may stand in a header as it is, and is long enough to be searched for in an address. */
function isToken(text: string): boolean {
  return /^[\x21-\x7e]{8,512}$/.test(text)
}
