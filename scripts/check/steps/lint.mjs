import { faultOf, runTool } from '../tool.mjs'

export const lint = {
  name: 'lint',
  run: async ({ root }) => ({
    faults: faultOf(
      await runTool(root, 'eslint', ['.', '--max-warnings', '0']),
      'a rule of eslint.config.mjs is broken (rules that are house laws say their reason):',
    ),
  }),
}
