const percent = ({ of, right }) => (of === 0 ? '-' : `${((100 * right) / of).toFixed(1)} %`)
const columns = [
  ['', (row) => row.name],
  ['reports', ({ counts }) => `${counts.whole} / ${counts.reports}`],
  ['types', ({ counts }) => `${counts.labels}`],
  ['right', ({ counts }) => `${counts.right + counts.asChoice}`],
  ['of these shown as a choice', ({ counts }) => `${counts.asChoice + counts.ambiguous.right}`],
  ['wrong', ({ counts }) => `${counts.wrong}`],
  ['needlessly a choice', ({ counts }) => `${counts.needlessChoice}`],
  ['unanswered', ({ counts }) => `${counts.unanswered}`],
]

/** `rows`: `{name, counts}`. The same table for a terminal. */
export function asTerminalTable(rows) {
  const cells = [columns.map(([head]) => head), ...rows.map((row) => columns.map(([, read]) => read(row)))]
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => line[at].length)))
  return cells.map((line) => line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  ').trimEnd()).join('\n')
}

const heads = ['asked', 'answered by', 'whole reports right', 'one answer, right', 'ambiguous, all claimants shown', 'unknown, left unknown', 'model entries found']

/** The figures of the README: `sets` of `{name, rows: [{name, counts}]}`, one line for each way of answering. */
export function asMarkdownTable(sets) {
  const lines = sets.flatMap(({ name, rows }) =>
    rows.map((row, at) => [
      at === 0 ? name : '',
      row.name,
      `${row.counts.whole} of ${row.counts.reports} (${percent({ of: row.counts.reports, right: row.counts.whole })})`,
      ...[row.counts.singles, row.counts.ambiguous, row.counts.unknown, row.counts.models].map(outOf),
    ]),
  )
  return [heads, heads.map((_, at) => (at < 2 ? '---' : '--:')), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

const outOf = ({ of, right }) => (of === 0 ? '-' : `${right} of ${of}`)

/** What was wanted, what was measured. */
export function asTargets(judged) {
  return judged
    .map(({ name, least, measured, met }) => {
      const seen = measured === null ? 'nothing to measure' : `${(100 * measured).toFixed(1)} %`
      return `  ${met ? 'met   ' : 'MISSED'}  ${name}: ${seen}, wanted ${100 * least} %`
    })
    .join('\n')
}
