const heads = ['kind', 'points', 'killed', 'faults', 'cut short', 'power lost', 'killed twice', 'violations']
const acts = { apply: '', cancel: 'cancel: ', redo: 'undo of undo: ', undo: 'undo: ' }

/** Violations of one kind that are printed. */
const mostTold = 6

/** What was tried with all kinds together. */
export function sumOf(rows) {
  const sum = (name) => rows.reduce((all, row) => all + row[name], 0)
  return { kinds: rows.length, kills: sum('kills'), faults: sum('faults'), cuts: sum('cuts'), power: sum('power'), second: sum('second'), missed: sum('missed'), violations: rows.flatMap((row) => row.violations) }
}

/** What was tried, a line for each kind of action, and every violation. */
export function sayTable(rows, total, seconds) {
  const lines = rows
    .map((row) => [`${acts[row.act]}${row.name}`, ...(row.says === undefined ? [row.points, row.kills, row.faults, row.cuts, row.power, row.second, row.violations.length] : [row.says])].map(String))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const sums = ['all', '', total.kills, total.faults, total.cuts, total.power, total.second, total.violations.length].map(String)
  const tried = total.kills + total.faults + total.cuts + total.power + total.second
  return [
    ...sayLines([heads, ...lines, sums]),
    '',
    ...rows.flatMap(({ violations }) => violations.slice(0, mostTold)),
    `crash matrix: ${tried} points, ${total.violations.length} violations, ${seconds.toFixed(0)} s${total.left > 0 ? `; out of time, ${total.left} kinds left out` : ''}`,
  ].join('\n')
}

/** Lines of cells, each column as wide as its widest; the first to the left. */
export function sayLines(lines) {
  const widths = lines[0].map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)))
  return lines.map((line) => line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  '))
}
