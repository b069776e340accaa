import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { faultOf, runTool } from '../tool.mjs'

const folders = ['shared/src', 'server/src', 'extension/src', 'e2e', 'scripts']

/** Who may import whom; the reasons are the comments in .dependency-cruiser.cjs, which `err-long` prints. */
export const imports = {
  name: 'import laws',
  async run({ root }) {
    const here = folders.filter((folder) => existsSync(join(root, folder)))
    const ran = await runTool(root, 'depcruise', ['--config', '.dependency-cruiser.cjs', '-T', 'err-long', ...here])
    return { faults: faultOf(ran, 'an import breaks a law:'), note: /\d+ modules, \d+ dependencies/.exec(ran.output)?.[0] ?? '' }
  },
}
