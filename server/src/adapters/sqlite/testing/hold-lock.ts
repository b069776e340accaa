import { acquireIndexLock } from '../index-lock.js'

/** A process of its own that takes the lock of the folder it is given, says so, and stays. */
const lock = acquireIndexLock(process.argv[2] ?? '', process.argv[3])
process.stdout.write(`${lock.ok ? 'held' : lock.holder}\n`)
setInterval(() => undefined, 1000)
