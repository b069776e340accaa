import type { Ask } from './ask.js'
import { seeWhole } from './counted-queue.js'
import { type Dialect, mustBeTaken, paramsOf } from './speak.js'

const patience = { timeoutMs: 30_000, maxBytes: 64 * 1024 * 1024 }

/**
 * ComfyUI-Manager 3 (glob/manager_server.py), the pack in custom_nodes. It never tells how a task went: what lies at its place tells. A disabled
 * pack of that id is switched on at once where `skip_post_install` is asked.
 */
export function speakV3(ask: Ask): Dialect {
  return {
    name: 'v3',
    /** Its list of packs is the one question behind which it reads the folders anew; `local` asks nobody outside. */
    refresh: async () => void (await ask.get('/customnode/getlist?mode=local&skip_update=true', patience)),
    ask: async (task) => mustBeTaken(await ask.post('/manager/queue/install', paramsOf(task)), task),
    async start() {
      const answer = await ask.post('/manager/queue/start', {})
      // A question until 2026.
      if (answer?.status === 405 || answer?.status === 404) await ask.get('/manager/queue/start')
    },
    see: () => seeWhole(ask, '/manager/queue/status'),
  }
}
