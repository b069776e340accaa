/** Whether a distribution (normalised name) is one of those that are never changed unasked; `*` at a pattern's end stands for any rest. */
export function isProtected(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern))
}
