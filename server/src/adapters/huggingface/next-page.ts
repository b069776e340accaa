/**
 * Route of the next page: `Link: <https://.../api/models?cursor=...>; rel="next"` (RFC 8288). Only its path and query are taken, so a
 * page cannot lead to another host; null where there is none.
 */
export function nextPage(headers: ReadonlyMap<string, string>): string | null {
  for (const [, target = '', rel = ''] of (headers.get('link') ?? '').matchAll(
    /<([^<>]{1,4000})>\s*;[^,]*?\brel="?([^",;]+)"?/g,
  )) {
    if (rel.trim().toLowerCase() !== 'next' || !URL.canParse(target, 'https://hub')) continue
    const { pathname, search } = new URL(target, 'https://hub')
    // A mirror may lie below a path of its own, which the endpoint holds already.
    const from = pathname.indexOf('/api/models')
    if (from >= 0) return pathname.slice(from) + search
  }
  return null
}
