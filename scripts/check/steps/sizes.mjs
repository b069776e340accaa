import { filesBelow, isTest, textOf } from '../files.mjs'

const limits = { median: 60, p95: 250, most: 400 }
const reason = 'a bigger file is a missing idea: split it where it changes its subject'

const isSource = (path) => /\.(ts|vue|mjs|cjs|css)$/.test(path) && !isTest(path)

/** Tables of facts are as long as the world is; a generated file is read by nobody. */
const isTable = (path) => path.startsWith('server/src/core/facts/')

const lines = (text) => (text === '' ? 0 : text.replace(/\r?\n$/, '').split('\n').length)

/** The law of small files: `[{path, lines}]`, longest first. Tests, tables and generated files are left out. */
export function measureFiles(root) {
  return ['shared/src', 'server/src', 'extension/src', 'scripts', 'e2e']
    .flatMap((folder) => filesBelow(root, folder))
    .filter((path) => isSource(path) && !isTable(path))
    .map((path) => ({ path, text: textOf(root, path) }))
    .filter(({ text }) => !text.slice(0, 200).includes('@generated'))
    .map(({ path, text }) => ({ path, lines: lines(text) }))
    .sort((a, b) => b.lines - a.lines || (a.path < b.path ? -1 : 1))
}

/** How many lines a file has that is longer than `share` of all files. */
const quantile = (files, share) => files[Math.floor((1 - share) * files.length)]?.lines ?? 0

function faultsOf(files) {
  const median = quantile(files, 0.5)
  const p95 = quantile(files, 0.95)
  const longest = files.slice(0, 5).map((file) => `${file.path} (${file.lines})`)
  return [
    ...files.filter((file) => file.lines > limits.most).map((file) => `${file.path} has ${file.lines} lines, more than ${limits.most}: ${reason}`),
    ...(p95 > limits.p95 ? [`one file in twenty has more than ${limits.p95} lines (p95 ${p95}): ${reason}. Longest: ${longest.join(', ')}`] : []),
    ...(median > limits.median ? [`the median file has ${median} lines, more than ${limits.median}: ${reason}`] : []),
  ]
}

export const sizes = {
  name: 'file sizes',
  run({ root }) {
    const files = measureFiles(root)
    return {
      faults: faultsOf(files),
      note: `${files.length} files, median ${quantile(files, 0.5)} lines, p95 ${quantile(files, 0.95)}, longest ${files[0]?.lines ?? 0}`,
    }
  },
}
