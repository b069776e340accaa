import { openWorld } from '../main.js'
import { type Run, UsageError } from './command.js'

export const install: Run = async (given, terminal) => {
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
}
