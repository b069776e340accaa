import { faultOf, runTool } from '../tool.mjs'

export const unused = {
  name: 'unused code',
  run: async ({ root }) => ({
    faults: faultOf(await runTool(root, 'knip', ['--no-progress', '--no-config-hints']), 'nobody uses it, so nobody will mend it; remove it (or name its entry in knip.json):'),
  }),
}
