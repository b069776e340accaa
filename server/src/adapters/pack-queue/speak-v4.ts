import { type Ask, member } from './ask.js'
import { readStatus } from './counted-queue.js'
import { type Dialect, ended, mustBeTaken, paramsOf, type Seen, silent, type Task } from './speak.js'
import { clauseOf } from './words.js'

/** ComfyUI-Manager 4 (comfyui_manager/glob/manager_server.py), the Python package. It tells our tasks from others', and how each went. */
export function speakV4(ask: Ask): Dialect {
  return {
    name: 'v4',
    refresh: async ({ id }) => void (await ask.post('/v2/customnode/import_fail_info_bulk', { cnr_ids: [id] }, { timeoutMs: 30_000 })),
    ask: async (task) => mustBeTaken(await ask.post('/v2/manager/queue/task', { ui_id: task.ui ?? task.client, client_id: task.client, kind: 'install', params: paramsOf(task) }), task),
    start: async () => void (await ask.post('/v2/manager/queue/start', {})),
    async see(task) {
      const told = await history(task)
      if (told !== null) return told
      const own = readStatus((await ask.get(`/v2/manager/queue/status?client_id=${encodeURIComponent(task.client)}`))?.value)
      if (own === null) return silent
      // Between the two questions it may have come to its end.
      if (own.total === 0) return (await history(task)) ?? ended
      const all = readStatus((await ask.get('/v2/manager/queue/status'))?.value)
      return all === null ? silent : { is: all.works ? 'working' : 'waiting' }
    },
  }

  /** Null: it has not ended, or nobody knows. */
  async function history({ ui }: Task): Promise<Seen | null> {
    if (ui === null) return null
    const answer = await ask.get(`/v2/manager/queue/history?ui_id=${encodeURIComponent(ui)}`)
    const result = member(member(answer?.value, 'history'), 'result')
    if (typeof result !== 'string') return null
    // The one word `failed` stands for the security level; everything else that goes wrong has words of its own.
    if (result === 'failed') return { is: 'ended', says: null, refused: true }
    return { is: 'ended', says: result === 'success' || result === 'skip' ? null : clauseOf(result), refused: false }
  }
}
