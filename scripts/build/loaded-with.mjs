/** Files that a browser fetches before the first line of `name` runs: itself and what it imports by statement. */
export function loadedWith(name, read, found = new Set()) {
  if (found.has(name)) return found
  found.add(name)
  for (const [, to] of read(name).matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([^"'`]+)["'`]/g)) loadedWith(to, read, found)
  return found
}
