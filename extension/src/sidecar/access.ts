/** How the sidecar is reached: through ComfyUI's own origin, or directly from the sidecar's own page. */
export interface Access {
  /** Address of an endpoint; `path` starts with a slash. */
  address: (path: string) => string
  headers: () => Record<string, string>
}

/** Inside ComfyUI. `apiUrl` is ComfyUI's, which knows the prefix that the page is served under; the shim asks for the header. */
export function comfyAccess(apiUrl: (path: string) => string): Access {
  return { address: (path) => apiUrl(`/greenlight${path}`), headers: () => ({ 'X-Greenlight': '1' }) }
}

/** On the sidecar's own page: same origin, with the session's token once there is one. */
export function ownAccess(token: () => string | null): Access {
  return {
    address: (path) => path,
    headers: () => {
      const session = token()
      return session === null ? {} : { Authorization: `Bearer ${session}` }
    },
  }
}
