/** Every test of a suite and the suites in it, with the words that lead to it. */
function testsOf(suite, above = []) {
  const words = suite.title === '' ? above : [...above, suite.title]
  return [
    ...(suite.specs ?? []).flatMap((spec) => spec.tests.map((test) => ({ status: test.status, name: [test.projectName, ...words, spec.title].join(' > '), why: test.annotations?.find(({ type }) => type === 'skip')?.description }))),
    ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, words)),
  ]
}

/** Counts of Playwright's JSON report. A flaky test passed in the end; an error outside of tests is a failure. */
export function readPlaywright(report) {
  const tests = report.suites.flatMap((suite) => testsOf(suite))
  const of = (...states) => tests.filter(({ status }) => states.includes(status))
  const outside = report.errors.map(({ message }) => String(message).split('\n')[0])
  const failed = of('unexpected').map(({ name }) => name)
  const skips = of('skipped').map(({ name, why }) => (why === undefined ? name : `${name} (${why})`))
  return {
    passed: of('expected', 'flaky').length,
    failed: failed.length + outside.length,
    skipped: skips.length,
    failures: [...failed, ...outside],
    skips,
  }
}
