import { ProblemError } from '../../problems.js'
import { type Ask, member } from './ask.js'
import { seeWhole } from './counted-queue.js'
import { type Dialect, mustBeTaken, paramsOf } from './speak.js'

const patience = { timeoutMs: 30_000, maxBytes: 64 * 1024 * 1024 }

/** ComfyUI-Manager 4 with `--enable-manager-legacy-ui` (comfyui_manager/legacy/manager_server.py): version 3's queue, asked in batches. */
export function speakV4Legacy(ask: Ask): Dialect {
  return {
    name: 'v4-legacy',
    refresh: async () => void (await ask.get('/v2/customnode/getlist?mode=local&skip_update=true', patience)),
    async ask(task) {
      const answer = await ask.post('/v2/manager/queue/batch', { install: [paramsOf(task)] })
      const failed = member(answer?.value, 'failed')
      // A version of the registry is refused for the security level alone.
      if (Array.isArray(failed) && failed.length > 0) throw new ProblemError('MANAGER_REFUSED', { pack: task.id })
      return mustBeTaken(answer, task)
    },
    start: async () => void (await ask.post('/v2/manager/queue/start', {})),
    see: () => seeWhole(ask, '/v2/manager/queue/status'),
  }
}
