/** Text that others wrote, as one word of a shell. Takes no control characters (jobs have none). */

/** Nothing but `'` ends single quotes. */
export function quotePosix(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** PowerShell takes the typographic ones for quotes as well; each stands for itself when doubled. */
export function quotePowerShell(text: string): string {
  return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`
}

/**
 * The value of `set "name=value"` in a batch file: quotes cannot be in it, a percent sign is doubled, and everything else stands for
 * itself while delayed expansion is off.
 */
export function batchValue(text: string): string {
  return text.replaceAll('"', '').replaceAll('%', '%%')
}

/** For a comment of any of them: letters, digits and a few signs; whatever could end a line or mean something is `?`. */
export function plainComment(text: string): string {
  return text.slice(0, 500).replace(/[^\p{L}\p{M}\p{N} .,:;/_()@=+#-]/gu, '?')
}
