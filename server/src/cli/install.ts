import { openWorld } from '../main.js'
import { type Command, UsageError } from './command.js'

export const install: Command = {
  name: 'install',
  arguments: '--comfyui DIR',
  says: 'Puts the panel into a ComfyUI: a link in custom_nodes, or a copy where links are not allowed. --undo takes it out again.',
  options: {
    comfyui: { type: 'string', value: 'DIR', says: "ComfyUI's folder." },
    copy: { type: 'boolean', says: 'Copies the files instead of linking to this folder.' },
    data: { type: 'string', value: 'DIR', says: "Greenlight's own state folder." },
    undo: { type: 'boolean', says: 'Removes what install put there, and nothing else.' },
  },
  takes: [0, 0],
  failure: 1,
  async run(given, terminal) {
    const comfyui = given.text('comfyui') ?? terminal.env.COMFYUI_PATH
    if (comfyui === undefined) throw new UsageError('install needs --comfyui DIR.')
    const world = await openWorld(given, terminal)
    if (given.flag('undo')) {
      const { path } = await world.panel.remove(comfyui)
      terminal.out(`Removed ${path}. Restart ComfyUI to see the difference.\n`)
      return 0
    }
    const { path, how } = await world.panel.install(comfyui, { copy: given.flag('copy') })
    terminal.out(`${how === 'link' ? 'Linked' : 'Copied'} the panel to ${path}.\n`)
    terminal.out('Restart ComfyUI, then open the Greenlight tab. `npm start` runs the companion it talks to.\n')
    return 0
  },
}
