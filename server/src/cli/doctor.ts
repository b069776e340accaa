import { openWorld } from '../main.js'
import type { Run } from './command.js'
import { palette } from './palette.js'

export const doctor: Run = async (given, terminal) => {
  const world = await openWorld(given, terminal)
  const checks = await world.examine()
  if (given.text('format') === 'json') {
    terminal.out(`${JSON.stringify({ schema: 'greenlight/doctor@1', checks }, null, 2)}\n`)
  } else {
    const colours = palette(terminal.colour)
    const words = { ok: colours.good('ok     '), warning: colours.warn('look at'), broken: colours.bad('broken ') }
    for (const { health, what, says } of checks) terminal.out(`${words[health]} ${what.padEnd(14)} ${says}\n`)
  }
  return checks.some(({ health }) => health === 'broken') ? 1 : 0
}
