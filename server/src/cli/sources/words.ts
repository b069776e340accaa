import type { SourceSetting, SourceSettings } from '@greenlight/shared/sources'

/** A table of the switches. */
export function sourceLines(sources: readonly SourceSetting[]): string[] {
  return sources.map(({ name, use, endpoint, git, token, proxy, lastAsked }) => {
    const more = [token ? 'token yes' : 'token no', ...(git === undefined ? [] : [`git at ${git}`]), ...(proxy === undefined ? [] : [`through ${proxy}`]), lastAsked === undefined ? 'never asked' : `last asked ${lastAsked}`]
    return `${use.padEnd(4)} ${name.padEnd(15)} ${endpoint.padEnd(28)} ${more.join(', ')}`
  })
}

/** Newest first. */
export function ledgerLines(ledger: SourceSettings['ledger']): string[] {
  if (ledger.length === 0) return ['Nothing was asked of anybody outside.']
  return ledger.map(
    ({ at, source, host, purpose, status, sent, received }) =>
      `${at}  ${source.padEnd(15)} ${host}  ${purpose}  ${status === null ? 'no answer' : status}  ${sent} bytes sent, ${received} received`,
  )
}

/** A token goes to the endpoint, whoever that is: that has to be said where the endpoint is changed. */
export function tokenWarning(changed: readonly SourceSetting[]): string | null {
  const one = changed.find(({ token }) => token)
  return one === undefined ? null : `Your token for ${one.name} will be sent to ${new URL(one.endpoint).host}. Take it away if that host is not to have it.`
}
