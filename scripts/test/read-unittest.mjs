const number = (text, word) => Number(new RegExp(`\\b${word}=(\\d+)`).exec(text)?.[1] ?? 0)

/** Counts of what `python -m unittest -v` prints. An error while a class or module is set up is no test but a failure. */
export function readUnittest(output) {
  const ran = Number(/^Ran (\d+) tests? in /m.exec(output)?.[1] ?? 0)
  const verdict = /^(OK|FAILED)\b.*$/m.exec(output)?.[0] ?? ''
  const failed = number(verdict, 'failures') + number(verdict, 'errors') + number(verdict, 'unexpected successes')
  const skipped = number(verdict, 'skipped')
  const named = (pattern) => [...output.matchAll(pattern)].map(([, name]) => name)
  return {
    passed: Math.max(0, ran - failed - skipped),
    failed,
    skipped,
    failures: named(/^(?:FAIL|ERROR): (.+)$/gm),
    skips: named(/^(.+ \.\.\. skipped .+)$/gm),
  }
}
