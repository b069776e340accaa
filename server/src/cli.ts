import { check } from './cli/check.js'
import { doctor } from './cli/doctor.js'
import { explain } from './cli/explain.js'
import { install } from './cli/install.js'
import { nodes } from './cli/nodes.js'
import { runCli } from './cli/run.js'
import { serve } from './cli/serve.js'
import { why } from './cli/why.js'

/** Every command, in the order in which a newcomer meets them. */
const commands = [serve, check, explain, why, nodes, install, doctor]

const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stop.abort())

// A reader that goes away (`| head`) ends the work, not with a stack.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2))

process.exitCode = await runCli(commands, process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  env: process.env,
  colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
  lively: process.stderr.isTTY === true,
  width: process.stdout.columns ?? 100,
  signal: stop.signal,
})
