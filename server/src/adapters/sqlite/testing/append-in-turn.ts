import { setTimeout as pause } from 'node:timers/promises'
import { createJournal } from '../../files/journal/journal.js'
import { entry } from '../../files/journal/testing/entries.js'
import { createStateLock } from '../state-lock.js'

/** A process of its own that takes the lock again and again, and appends a few lines each time it has it. */
const [state = '', rounds = '0'] = process.argv.slice(2)
const journal = createJournal(state, { now: Date.now, redact: (value) => value })
const lock = createStateLock(state, 'a test')
for (let left = Number(rounds); left > 0; ) {
  const held = await lock.take().catch(() => null)
  if (held === null) {
    await pause(Math.random() * 3)
    continue
  }
  for (let at = 0; at < 5; at += 1) await journal.append(entry(String(process.pid)))
  held.release()
  left -= 1
  await pause(Math.random() * 3)
}
process.stdout.write('done\n')
