import { expect, test } from 'vitest'
import { runQuietly } from './run.mjs'
import { inRoot } from './places.mjs'

test.each([[[]], [['nonsense']], [['constructor']]])('%j is no task: a coded problem, exit 2', async (words) => {
  const { status, output } = await runQuietly(process.execPath, [inRoot('scripts/bootstrap.mjs'), ...words])
  expect(status).toBe(2)
  expect(output).toMatch(/^SETUP_TASK_UNKNOWN: .*\n {2}Tasks: .*\bstart, test, unit\.\n$/)
})
