import { runQuietly } from '../bootstrap/run.mjs'
import { inRoot, tools } from '../bootstrap/places.mjs'

/** Runs an installed tool on the clone below this Node. `output` has no colour, paths relative to the root. */
export async function runTool(root, tool, args) {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' }
  const { status, output } = await runQuietly(process.execPath, [inRoot(tools[tool], root), ...args], { cwd: root, env })
  return { status, output: output.replaceAll(`${root}/`, '').replaceAll(`${root}\\`, '').trim() }
}

/** A tool's whole word as one fault, or none. */
export const faultOf = ({ status, output }, reason) => (status === 0 ? [] : [`${reason}\n${output}`])
