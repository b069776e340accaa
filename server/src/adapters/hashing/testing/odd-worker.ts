import { serve } from '../serve-pool.js'
import { heed } from '../interruption.js'

/** A worker that does odd things: a task is a word. */
await serve<null, string, string>(async () => async (task, interruption) => {
  if (task === 'throw') throw new Error('its module broke')
  if (task === 'exit') process.exit(3)
  if (task === 'memory') for (const hoard: number[][] = []; ; ) hoard.push(Array.from({ length: 100_000 }, (_, i) => i + hoard.length))
  if (task === 'hold') for (;;) heed(interruption)
  return task
})
