import { expect, test } from 'vitest'
import { cannotRun } from './cannot-run.mjs'
import { inWords, mindStatus, none, sum } from './counts.mjs'
import { readPlaywright } from './read-playwright.mjs'
import { readUnittest } from './read-unittest.mjs'
import { readVitest } from './read-vitest.mjs'

test('counts add up, and the last line has this form', () => {
  const one = { passed: 2, failed: 1, skipped: 0, failures: ['a'], skips: [] }
  const other = { passed: 1, failed: 0, skipped: 3, failures: [], skips: ['x', 'y', 'z'] }
  expect(sum([one, other])).toEqual({ passed: 3, failed: 1, skipped: 3, failures: ['a'], skips: ['x', 'y', 'z'] })
  expect(inWords(sum([one, other]))).toBe('3 passed, 1 failed, 3 skipped')
})

test('a runner that ends badly cannot pass', () => {
  expect(mindStatus({ ...none, passed: 5 }, 1, 'it')).toMatchObject({ passed: 5, failed: 1, failures: ['it ended with 1'] })
  expect(mindStatus({ ...none, failed: 2 }, 1, 'it').failed).toBe(2)
  expect(mindStatus({ ...none, passed: 5 }, 0, 'it').failed).toBe(0)
})

test('a part that cannot run is skipped, and fails where everything is required', () => {
  expect(cannotRun('e2e', 'no browser', false)).toMatchObject({ counts: { failed: 0, skipped: 1, skips: ['e2e cannot run here: no browser'] } })
  expect(cannotRun('e2e', 'no browser', true)).toMatchObject({ counts: { failed: 1, skipped: 0 } })
})

test("vitest's report, with a file that could not be loaded", () => {
  const report = {
    testResults: [
      {
        name: '/clone/server/src/a.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: ' one' },
          { status: 'failed', fullName: ' two' },
          { status: 'pending', fullName: ' three' },
          { status: 'todo', fullName: ' four' },
        ],
      },
      { name: '/clone/server/src/broken.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
      { name: '/clone/server/src/hasher.contract.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'x' }] },
    ],
  }
  expect(readVitest(report, '/clone')).toEqual({
    passed: 2,
    failed: 2,
    skipped: 2,
    failures: ['server/src/a.test.ts: two', 'server/src/broken.test.ts: no such module'],
    skips: ['server/src/a.test.ts: three', 'server/src/a.test.ts: four'],
  })
  expect(readVitest(report, '/clone', (path: string) => path.includes('contract')).passed).toBe(1)
})

test.each([
  ['Ran 12 tests in 0.1s\n\nOK\n', { passed: 12, failed: 0, skipped: 0 }],
  ['Ran 12 tests in 0.1s\n\nOK (skipped=2)\n', { passed: 10, failed: 0, skipped: 2 }],
  ['FAIL: test_a (m.T)\nRan 12 tests in 0.1s\n\nFAILED (failures=1, errors=2, skipped=3)\n', { passed: 6, failed: 3, skipped: 3, failures: ['test_a (m.T)'] }],
  ['ERROR: setUpModule (m)\nRan 0 tests in 0.1s\n\nFAILED (errors=1)\n', { passed: 0, failed: 1 }],
  ['Segmentation fault', { passed: 0, failed: 0 }],
])("unittest's output %j", (output, counts) => {
  expect(readUnittest(output)).toMatchObject(counts)
})

test("Playwright's report: nested suites, projects, flaky and skipped tests, errors outside of tests", () => {
  const spec = (title: string, status: string, annotations: object[] = []) => ({ title, tests: [{ projectName: 'page', status, annotations }] })
  const report = {
    errors: [{ message: 'web server died\nat x' }],
    suites: [
      {
        title: 'list.spec.ts',
        specs: [spec('shows', 'expected'), spec('breaks', 'unexpected')],
        suites: [{ title: 'later', specs: [spec('wavers', 'flaky'), spec('waits', 'skipped', [{ type: 'skip', description: 'no ComfyUI' }])] }],
      },
    ],
  }
  expect(readPlaywright(report)).toEqual({
    passed: 2,
    failed: 2,
    skipped: 1,
    failures: ['page > list.spec.ts > breaks', 'web server died'],
    skips: ['page > list.spec.ts > later > waits (no ComfyUI)'],
  })
})
