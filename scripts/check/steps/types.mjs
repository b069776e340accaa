import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild } from '../../bootstrap/build.mjs'
import { faultOf, runTool } from '../tool.mjs'

const reason = 'the compiler does not believe it:'

export const serverTypes = {
  name: 'types (shared, server)',
  async run({ root }) {
    const faults = faultOf(await runTool(root, 'tsc', ['-b', '.']), reason)
    // Tests that start commands must meet these sources, not what was joined before them.
    if (faults.length === 0) await ensureBuild(process.execPath, root)
    return { faults }
  },
}

export const panelTypes = {
  name: 'types (panel)',
  async run({ root }) {
    if (!existsSync(join(root, 'extension/tsconfig.json'))) return { faults: [], note: 'no panel yet' }
    return { faults: faultOf(await runTool(root, 'vueTsc', ['--noEmit', '-p', 'extension']), reason) }
  },
}

export const e2eTypes = {
  name: 'types (e2e)',
  async run({ root }) {
    if (!existsSync(join(root, 'e2e/tsconfig.json'))) return { faults: [], note: 'no e2e yet' }
    return { faults: faultOf(await runTool(root, 'tsc', ['--noEmit', '-p', 'e2e']), reason) }
  },
}
