import { createJournal } from '../journal.js'
import { entry } from './entries.js'

/** A process of its own that appends until it is killed, and says each number once it is on the disk. */
const journal = createJournal(process.argv[2] ?? '', { now: Date.now, redact: (value) => value })
const end = Number(process.argv[3] ?? Infinity)
try {
  for (let at = 0; at < end; at += 1) {
    const { seq } = await journal.append(entry(`${process.pid} ${'x'.repeat((at * 997) % 9000)}`))
    process.stdout.write(`${seq}\n`)
  }
  process.stdout.write('done\n')
} catch (error) {
  const problem = error instanceof Error && 'problem' in error ? error.problem : String(error)
  process.stdout.write(`${JSON.stringify(problem)}\n`)
}
