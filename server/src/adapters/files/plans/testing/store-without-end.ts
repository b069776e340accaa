import { randomBytes } from 'node:crypto'
import { ulidMaker } from '../../../../core/ulid.js'
import { openBook, samplePlan, sampleRun, texts } from './sample-plan.js'

/** A process of its own that stores plans and saves their runs until it is killed, and says what it has done. */
const book = openBook(process.argv[2] ?? '', Date.now)
const newId = ulidMaker(Date.now, randomBytes)
for (;;) {
  const id = newId()
  await book.store(samplePlan(id), { ...texts, files: new Map([['a.json', randomBytes(5000)]]), diffs: new Map([['a1.diff', 'x'.repeat(3000)]]) })
  process.stdout.write(`stored ${id}\n`)
  for (const state of ['approved', 'running', 'applied', 'verified'] as const) {
    await book.saveRun(id, sampleRun(state), state === 'verified' ? 'done' : null)
    process.stdout.write(`${state} ${id}\n`)
  }
}
