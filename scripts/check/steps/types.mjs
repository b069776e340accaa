import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { faultOf, runTool } from '../tool.mjs'

const reason = 'the compiler does not believe it:'

export const serverTypes = {
  name: 'types (shared, server)',
  run: async ({ root }) => ({ faults: faultOf(await runTool(root, 'tsc', ['-b', '.']), reason) }),
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
