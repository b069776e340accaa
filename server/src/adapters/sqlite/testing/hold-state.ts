import { createStateLock } from '../state-lock.js'

/** A process of its own that takes the state folder it is given, says so, and stays. */
const words = await createStateLock(process.argv[2] ?? '', 'greenlight serve')
  .take()
  .then(
    () => 'held',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
process.stdout.write(`${words}\n`)
setInterval(() => undefined, 1000)
