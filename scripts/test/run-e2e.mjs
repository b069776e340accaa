import { inRoot, root, tools } from '../bootstrap/places.mjs'
import { run } from '../bootstrap/run.mjs'

/** `npm run e2e [-- FILTER...]`: the set-up, then Playwright with its own output and our arguments. */
const options = { cwd: root }
const status = await run(process.execPath, [inRoot('e2e/set-up/main.ts')], options)
process.exitCode =
  status !== 0 ? status : await run(process.execPath, [inRoot(tools.playwright), 'test', '-c', 'e2e', ...process.argv.slice(2)], options)
