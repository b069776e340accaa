import type { DoorName, Handler } from './handlers.js'
import { launchCodeMs } from './launch-code.js'
import { Refused, refuse } from './refusal.js'
import type { Sessions } from './session.js'

type OwnHandlers = { readonly [N in Exclude<DoorName, 'events'>]: Handler<N> }

/** What the door answers by itself. `isComfyUp` is asked at each health check. */
export function ownHandlers(options: { sessions: Sessions; version: string; isComfyUp: () => boolean }): OwnHandlers {
  const { sessions } = options
  let document: unknown
  return {
    health: async () => ({ status: options.isComfyUp() ? 'healthy' : 'degraded' }),
    launchCode: async () => ({ code: sessions.mintLaunchCode(), seconds: launchCodeMs / 1000 }),
    openapi: async () => (document ??= (await import('./openapi.js')).describeApi(options.version)),
    session: async ({ body }) => {
      const opened = sessions.open(body.code)
      if (opened.ok) return { token: opened.token }
      if (opened.code === 'LAUNCH_CODE_WRONG') throw new Refused(refuse(opened.code))
      const { seconds } = opened
      throw new Refused(refuse(opened.code, { seconds }, { headers: { 'Retry-After': String(seconds) } }))
    },
  }
}
