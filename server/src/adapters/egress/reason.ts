import { GivenUp } from './given-up.js'

const reasons = new Map([
  ['ECONNREFUSED', 'nothing listens there'],
  ['ECONNRESET', 'it broke the connection off'],
  ['EPIPE', 'it broke the connection off'],
  ['EHOSTUNREACH', 'there is no way to that machine'],
  ['ENETUNREACH', 'there is no way to that machine'],
  ['ETIMEDOUT', 'no answer in time'],
  ['ENOTFOUND', 'its name is not known'],
  ['EAI_AGAIN', 'its name cannot be looked up'],
  ['EPROTO', 'it does not speak https'],
])

/** A few words for people: why no answer came. */
export function reasonOf(error: unknown): string {
  if (error instanceof GivenUp) return error.message
  const code = codeOf(error)
  const known = reasons.get(code)
  if (known) return known
  if (code.startsWith('HPE_')) return 'it does not speak http as expected'
  if (code.startsWith('ERR_SSL')) return 'it does not speak https'
  if (/CERT|SIGNATURE|ISSUER|ALTNAME/.test(code)) return 'its certificate is not trusted'
  return code || 'the connection failed'
}

/** Trying several addresses fails with an error that only holds the others. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
