/** What another origin may see of a request: nothing that could say who asks. */
const harmless = new Set(['accept', 'accept-encoding', 'range', 'user-agent'])
/** Ours to set, or a browser's. */
const neverSent = new Set(['connection', 'content-length', 'cookie', 'host', 'origin', 'proxy-authorization', 'referer', 'te', 'transfer-encoding', 'upgrade'])

export interface HopHeaders {
  readonly given: Readonly<Record<string, string>>
  readonly body: string | null
  readonly token: string | null
  /** Whether the hop goes to the endpoint's own origin and no other was in between. */
  readonly own: boolean
}

/** Headers of one hop. The token goes to the endpoint's own origin only, and there it is the only authorization. */
export function headersForHop({ given, body, token, own }: HopHeaders): Record<string, string> {
  const headers = new Map([['accept', 'application/json, */*;q=0.5']])
  for (const [name, value] of Object.entries(given)) {
    const lower = name.toLowerCase()
    if (!neverSent.has(lower) && (own || harmless.has(lower))) headers.set(lower, value)
  }
  headers.set('user-agent', 'greenlight')
  headers.set('accept-encoding', 'identity')
  if (own && token !== null) headers.set('authorization', `Bearer ${token}`)
  if (body !== null) headers.set('content-length', String(Buffer.byteLength(body)))
  return Object.fromEntries(headers)
}

/** The address without a query value that is the token; null where the token is in it in some other way. */
export function withoutToken(url: URL, token: string | null): URL | null {
  if (token === null) return url
  const clean = new URL(url)
  for (const [name, value] of url.searchParams) if (value.includes(token)) clean.searchParams.delete(name)
  return holds(clean.href, token) ? null : clean
}

function holds(text: string, token: string): boolean {
  return [text, text.replace(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(parseInt(code.slice(1), 16)))].some((one) => one.includes(token))
}
