import { wellFormed } from './printable.js'

/** A path as a URI: `C:\a b\x.json` -> `file:///C:/a%20b/x.json`, `/a/x.json` -> `file:///a/x.json`, a relative one stays relative. */
export function artifactUri(path: string): string {
  const windows = /^[A-Za-z]:[\\/]/.test(path)
  const share = path.startsWith('\\\\')
  const parts = (windows || share || !path.startsWith('/') ? path.replaceAll('\\', '/') : path).split('/')
  const encoded = parts.map((part) => encodeURIComponent(wellFormed(part)))
  if (windows) return `file:///${[parts[0], ...encoded.slice(1)].join('/')}`
  const joined = encoded.join('/')
  if (share) return `file:${joined}`
  return path.startsWith('/') ? `file://${joined}` : joined
}
