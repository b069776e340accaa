import { openWorld } from '../main.js'
import type { Command } from './command.js'
import { installationOptions } from './installation-options.js'
import { palette } from './palette.js'

export const doctor: Command = {
  name: 'doctor',
  arguments: '',
  says: 'The health of everything Greenlight relies on: Node, hashing, state folder, ComfyUI, catalogue, sidecar, panel.',
  options: { ...installationOptions, format: { type: 'string', value: 'text|json', says: 'How to print it; default text.' } },
  takes: [0, 0],
  failure: 1,
  async run(given, terminal) {
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
  },
}
