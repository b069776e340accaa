/** A sentence in which paths of the installation begin below its root; the whole paths stand among what an action touches. */
export function shortenPaths(text: string, root: string | null): string {
  if (root === null || root.length < 2) return text
  const bare = root.replace(/[\\/]+$/, '')
  return text.replaceAll(`${bare}/`, '').replaceAll(`${bare}\\`, '')
}
