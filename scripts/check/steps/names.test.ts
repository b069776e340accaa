import { expect, test } from 'vitest'
import { plant } from '../testing/plant.js'
import { names } from './names.mjs'

const faultsOf = (path: string) => names.run({ root: plant({ [path]: '' }) }).faults

test.each([
  'server/src/core/read-workflow.ts',
  'server/src/adapters/images/read-metadata.ts',
  'extension/src/panel/FindingRow.vue',
  'extension/src/panel/FindingRow.spec.ts',
  'shared/src/api.ts',
])('%s is a good name', (path) => {
  expect(faultsOf(path)).toEqual([])
})

test.each([
  'server/src/core/utils.ts',
  'server/src/core/helpers/read.ts',
  'server/src/core/path-util.ts',
  'server/src/use-cases/plan-manager.ts',
  'server/src/core/issue.ts',
  'extension/src/data/rows.ts',
  'server/src/core/readWorkflow.ts',
  'server/src/core/read_workflow.ts',
])('%s is refused', (path) => {
  expect(faultsOf(path)).toHaveLength(1)
})
