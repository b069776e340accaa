import { sum } from './counts.mjs'

const nameOf = (file, test) => `${file}: ${test.fullName.trim()}`

function countFile(path, file) {
  const of = (...states) => file.assertionResults.filter((test) => states.includes(test.status))
  const failed = of('failed')
  const skipped = of('pending', 'skipped', 'todo', 'disabled')
  /** A file that could not be loaded has no tests to fail, so it fails itself. */
  const broken = file.status === 'failed' && failed.length === 0 ? [`${path}: ${file.message || 'could not be loaded'}`] : []
  return {
    passed: of('passed').length,
    failed: failed.length + broken.length,
    skipped: skipped.length,
    failures: [...failed.map((test) => nameOf(path, test)), ...broken],
    skips: skipped.map((test) => nameOf(path, test)),
  }
}

/** Counts of vitest's JSON report for the files that `wanted(path)` takes; paths relative to `root`, `/` separated. */
export function readVitest(report, root, wanted = () => true) {
  const files = report.testResults.map((file) => ({ file, path: file.name.replaceAll('\\', '/').replace(`${root.replaceAll('\\', '/')}/`, '') }))
  return sum(files.filter(({ path }) => wanted(path)).map(({ file, path }) => countFile(path, file)))
}
