import { mask, redactText } from './redact-text.js'
import { isSecretName } from './secret-patterns.js'

/** Nothing of ours is nested so deep; JSON.stringify dies at 10,000. */
const deepest = 200

/**
 * A copy of any text or nested value without secrets (see redactText), fit for the journal, logs and reports. Texts under a
 * name such as `token` go as a whole, names are read as texts too. What JSON cannot say is left out; what goes round in a circle
 * or is nested deeper than 200 becomes the mask. `secrets`: what the caller knows to be secret.
 */
export function redact(value: unknown, secrets: readonly string[]): unknown {
  return copy(value, { secrets, above: [], secret: false })
}

interface Place {
  readonly secrets: readonly string[]
  readonly above: readonly object[]
  /** Below a name whose value is a secret. */
  readonly secret: boolean
}

function copy(value: unknown, place: Place): unknown {
  if (typeof value === 'string') return place.secret && !alreadyMasked(value) ? mask : redactText(value, place.secrets)
  if (value instanceof Error) return redactText(`${value.name}: ${value.message}`, place.secrets)
  if (typeof value === 'bigint') return copy(String(value), place)
  if (typeof value !== 'object' || value === null) return typeof value === 'function' || typeof value === 'symbol' ? undefined : value
  if (place.above.length >= deepest || place.above.includes(value)) return mask
  const below = { ...place, above: [...place.above, value] }
  if (Array.isArray(value)) return value.map((one: unknown) => copy(one, below))
  return copyFields(value, below)
}

function copyFields(value: object, place: Place): unknown {
  const names = new Set<string>()
  // fromEntries makes own fields of any name, `__proto__` too.
  return Object.fromEntries(
    Object.entries(value).map(([name, one]: [string, unknown]) => {
      const secret = place.secret || isSecretName(name)
      return [free(redactText(name, place.secrets), names), copy(one, { ...place, secret })]
    }),
  )
}

/** An approval is told with its nonce masked; that says nothing and is wanted. */
function alreadyMasked(text: string): boolean {
  return /^(?:approve:[0-9A-Z]{26}:)?\**$/.test(text)
}

/** Two names may look alike once their secrets are gone. */
function free(name: string, taken: Set<string>): string {
  let at = name
  for (let next = 2; taken.has(at); next += 1) at = `${name} (${next})`
  taken.add(at)
  return at
}
