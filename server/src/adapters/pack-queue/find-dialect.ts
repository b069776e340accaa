import { type Ask, createAsk, member, type RunningComfyUI } from './ask.js'
import { readStatus } from './counted-queue.js'
import type { Dialect } from './speak.js'
import { speakV3 } from './speak-v3.js'
import { speakV4 } from './speak-v4.js'
import { speakV4Legacy } from './speak-v4-legacy.js'

/** The generation whose queue answers; null: none does. Rejects with the signal's reason alone. */
export async function findDialect(ask: Ask): Promise<Dialect | null> {
  if (readStatus((await ask.get('/v2/manager/queue/status'))?.value) !== null) {
    const legacy = member((await ask.get('/v2/manager/is_legacy_manager_ui'))?.value, 'is_legacy_manager_ui')
    return legacy === true ? speakV4Legacy(ask) : speakV4(ask)
  }
  return readStatus((await ask.get('/manager/queue/status'))?.value) === null ? null : speakV3(ask)
}

/** Whether a ComfyUI-Manager with a queue runs there. Two small questions. */
export async function queueAnswers(running: RunningComfyUI | null, signal: AbortSignal): Promise<boolean> {
  return running !== null && (await findDialect(createAsk(running, signal))) !== null
}
