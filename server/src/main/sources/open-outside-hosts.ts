import { type SourceName, sourceNames, type SourceSettings } from '@greenlight/shared/sources'
import { exchange } from '../../adapters/egress/exchange.js'
import { lookUpBySystem } from '../../adapters/egress/outside/look-up.js'
import { createOutsideHost } from '../../adapters/egress/outside/outside-host.js'
import type { OutsideHostParts } from '../../adapters/egress/outside/parts.js'
import { chooseProxy } from '../../adapters/egress/outside/proxy.js'
import { hostAndPort } from '../../adapters/egress/target.js'
import { changeSetting, type SettingChange } from '../../adapters/files/sources/change-settings.js'
import { createKeptAnswers } from '../../adapters/files/sources/kept-answers.js'
import { createLedger } from '../../adapters/files/sources/ledger.js'
import { readSources } from '../../adapters/files/sources/read-sources.js'
import type { OutsideHost } from '../../core/ports.js'
import { allowedHosts } from './allowed-hosts.js'
import { onlyWhenOn } from './only-when-on.js'
import { sleep } from './sleep.js'

export interface OutsideHosts {
  /**
   * The way to one source, with its switch as it is at each question. For what Greenlight begins by itself, not at a person's
   * word, take it with `byItself`: a source that is set to `ask` counts as off there.
   */
  host(name: SourceName, options?: { readonly byItself?: boolean }): OutsideHost
  /** Where git asks in place of https://github.com, as it is now; null: there itself. */
  gitMirror(): string | null
  /** For people; asks nobody and tells no token. */
  settings(): Promise<SourceSettings>
  /** STATE_FOLDER_UNUSABLE. */
  change(name: SourceName, change: SettingChange): Promise<void>
}

export interface OutsideOptions {
  /** The state folder. */
  readonly state: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Milliseconds since the epoch. */
  readonly now?: () => number
  /** Parts of the network and the clock that tests put in. */
  readonly parts?: Partial<Pick<OutsideHostParts, 'exchange' | 'lookUp' | 'clock' | 'trust'>>
}

/** Opens nothing yet: files are read and hosts asked when a question needs it. */
export function openOutsideHosts({ state, env, now = Date.now, parts = {} }: OutsideOptions): OutsideHosts {
  const sources = readSources(state, env)
  const ledger = createLedger(state)
  const kept = createKeptAnswers(state)
  const allow = allowedHosts(env)
  const hosts = new Map(
    sourceNames.map((name) => {
      const own = { name, allow, env, ledger, kept, state: () => sources.state(name) }
      return [name, createOutsideHost({ exchange, lookUp: lookUpBySystem, clock: { now, sleep }, ...parts, ...own })]
    }),
  )
  const hostOf = (name: SourceName): OutsideHost => {
    const host = hosts.get(name)
    if (host === undefined) throw new RangeError(`no source ${name}`)
    return host
  }
  const settingOf = (name: SourceName, lines: SourceSettings['ledger']) => {
    const { use, endpoint, token, git } = sources.state(name)
    const proxy = use === 'off' ? null : chooseProxy(new URL(endpoint), env)
    const lastAsked = lines.find((line) => line.source === name)?.at
    return {
      name,
      use,
      endpoint,
      ...(git === undefined ? {} : { git }),
      token: token !== null,
      ...(proxy?.ok === true && proxy.proxy !== null ? { proxy: hostAndPort(proxy.proxy) } : {}),
      ...(lastAsked === undefined ? {} : { lastAsked }),
    }
  }
  return {
    host: (name, { byItself = false } = {}) => (byItself ? onlyWhenOn(hostOf(name)) : hostOf(name)),
    gitMirror: () => sources.state('github').git ?? null,
    async settings() {
      const lines = [...(await ledger.tail())]
      const problems = sources.problems()
      return {
        schema: 'greenlight/sources@1',
        sources: sourceNames.map((name) => settingOf(name, lines)),
        ledger: lines,
        ...(problems.length === 0 ? {} : { problems: [...problems] }),
      }
    },
    change: (name, change) => changeSetting(state, name, change),
  }
}
