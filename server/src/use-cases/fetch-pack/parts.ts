import type { SourceName } from '@greenlight/shared/sources'
import type { Transfers } from '../../core/change-ports.js'
import type { PackShelf } from '../../core/pack-facts.js'
import type { Git, PackWork, Shelf, Unpacker } from '../../core/pack-ports.js'
import type { Registry } from '../../core/ports.js'
import { ProblemError } from '../../problems.js'

export interface FetchPackParts {
  readonly shelf: Shelf & Pick<PackShelf, 'texts' | 'unpack'>
  /** Only asked where `use` says so. */
  readonly registry: Registry
  /** Where the registry is asked, `host` or `host:port`. */
  readonly registryHost: () => string
  /** How a source is switched now. */
  readonly use: (source: SourceName) => 'ask' | 'off' | 'on'
  readonly transfers: Pick<Transfers, 'discard' | 'fetch'>
  readonly unpacker: Unpacker
  readonly git: Git
  /** Whether foreign text stays below its folder on every disk. */
  readonly isName: (name: string) => boolean
}

export interface Fetching extends PackWork {
  /** Sources set to `ask` that the person means now. */
  readonly ask: readonly string[]
}

export function mayAsk({ use }: Pick<FetchPackParts, 'use'>, source: SourceName, { ask }: Fetching): boolean {
  const state = use(source)
  return state === 'on' || (state === 'ask' && ask.includes(source))
}

export function sourceOff(source: SourceName): ProblemError {
  return new ProblemError('SOURCE_OFF', { source })
}

/** `host`, or `host:port` where the port is not the usual one. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}

/** Whether ComfyUI would load a pack from a folder of this name, and every disk can have it. */
export function isPackFolder({ isName }: Pick<FetchPackParts, 'isName'>, name: string): boolean {
  return isName(name) && !/[/\\%]|^\.|^__pycache__$|\.disabled$/i.test(name)
}
