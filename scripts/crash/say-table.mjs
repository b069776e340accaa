const heads = ['kind', 'points', 'killed', 'faults', 'cut short', 'killed twice', 'violations']

/** What was tried, a line for each kind of action, and every violation. */
export function sayTable(rows, total, seconds) {
  const lines = rows
    .map((row) => [`${row.act === 'undo' ? 'undo: ' : ''}${row.name}`, ...(row.says === undefined ? [row.points, row.kills, row.faults, row.cuts, row.second, row.violations.length] : [row.says])].map(String))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const sums = ['all', '', total.kills, total.faults, total.cuts, total.second, total.violations.length].map(String)
  const widths = heads.map((head, at) => Math.max(head.length, ...[...lines, sums].map((line) => line[at]?.length ?? 0)))
  const print = (line) => line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  ')
  const tried = total.kills + total.faults + total.cuts + total.second
  return [
    print(heads),
    ...lines.map(print),
    print(sums),
    '',
    ...total.violations.slice(0, 40),
    `crash matrix: ${tried} points, ${total.violations.length} violations, ${seconds.toFixed(0)} s${total.left > 0 ? `; out of time, ${total.left} kinds left out` : ''}`,
  ].join('\n')
}
