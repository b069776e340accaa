import type { OutsideHosts, OutsideOptions } from './open-outside-hosts.js'

/** The hosts outside, loaded when they are first asked for: no command and no start waits for what it does not use. */
export function laterOutside(options: OutsideOptions): () => Promise<OutsideHosts> {
  let opened: Promise<OutsideHosts> | null = null
  return () => (opened ??= import('./open-outside-hosts.js').then(({ openOutsideHosts }) => openOutsideHosts(options)))
}
