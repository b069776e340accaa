import { decodedViews, type View } from './decoded-views.js'
import { secretPatterns } from './secret-patterns.js'

/** What stands where a secret stood. */
export const mask = '***'
/** A shorter one would be found in ordinary words. */
const leastSecret = 4

type Span = readonly [from: number, to: number]

/**
 * The text without what is known or looks to be secret: `secrets` of the caller, tokens and keys, `user:word@` of addresses,
 * signed queries; also where they are percent-encoded or escaped as JSON. All else stays letter by letter.
 */
export function redactText(text: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret.length >= leastSecret)
  const spans = decodedViews(text).flatMap((view) => [...findKnown(view, known), ...findLikely(view)])
  return cutOut(text, spans)
}

function findKnown(view: View, secrets: readonly string[]): readonly Span[] {
  const found: Span[] = []
  for (const secret of secrets) {
    for (let at = view.text.indexOf(secret); at !== -1; at = view.text.indexOf(secret, at + 1))
      found.push(spanOf(view, at, at + secret.length))
  }
  return found
}

function findLikely(view: View): readonly Span[] {
  return secretPatterns.flatMap(({ pattern, when }) =>
    [...view.text.matchAll(pattern)].flatMap((match) => {
      const place = match.indices?.groups?.secret
      const secret = match.groups?.secret ?? ''
      return place === undefined || when?.(secret) === false ? [] : [spanOf(view, place[0], place[1])]
    }),
  )
}

function spanOf(view: View, from: number, to: number): Span {
  return [view.at[from] ?? 0, view.at[to] ?? 0]
}

function cutOut(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text
  let kept = ''
  let next = 0
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (to <= next) continue
    if (from > next || next === 0) kept += text.slice(next, from) + mask
    next = to
  }
  return kept + text.slice(next)
}
