import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runQuietly } from '../../bootstrap/run.mjs'

const script = 'extension/size/measure.mjs'

/** First load of the panel: at most 110 KB gzip and 2.2 times Vue and Pinia alone (D5). */
export const panelSize = {
  name: 'panel size',
  async run({ root }) {
    if (!existsSync(join(root, script))) return { faults: [`${script} is missing: without it nobody sees the panel grow`] }
    const { status, output } = await runQuietly(process.execPath, [join(root, script)], { cwd: root })
    const said = output.trim()
    if (status !== 0) return { faults: [`the panel is too big; it is loaded with every ComfyUI page:\n${said}`] }
    return { faults: [], note: said.split('\n').at(-1) ?? '' }
  },
}
