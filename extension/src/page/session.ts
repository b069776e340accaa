import type { Sidecar } from '../sidecar/client.js'

const key = 'greenlight-session'

/** The session of this browser with this sidecar. Kept per origin, so per port; it ends when the sidecar stops. */
export interface Session {
  token: () => string | null
  /** Trades the launch code of the address for a session. True when there was a code and it was good. */
  signIn: (sidecar: Sidecar) => Promise<boolean>
}

export function createSession(place: Location, past: History, store: Storage): Session {
  let inMemory: string | null = null

  /** Read anew each time: another window of this page may have signed in. Without storage a session lasts as long as the page. */
  function token(): string | null {
    try {
      return store.getItem(key) ?? inMemory
    } catch {
      return inMemory
    }
  }

  function keep(value: string): void {
    inMemory = value
    try {
      store.setItem(key, value)
    } catch {
      return
    }
  }

  return {
    token,
    async signIn(sidecar) {
      const code = new URLSearchParams(place.hash.slice(1)).get('code')
      if (code === null) return false
      past.replaceState(null, '', place.pathname + place.search)
      const told = await sidecar.call('session', { body: { code } })
      if (told.ok) keep(told.value.token)
      return told.ok
    },
  }
}
