const indent = (text) => text.replaceAll('\n', '\n      ')

/** One step for people: a line, and below it every fault with its reason. */
export function sayResult({ name, faults, note, ms }) {
  const mark = faults.length === 0 ? 'ok  ' : 'FAIL'
  const aside = note === '' ? '' : `  ${note}`
  const lines = [`  ${mark}  ${name} (${(ms / 1000).toFixed(1)} s)${aside}`, ...faults.map((fault) => `    - ${indent(fault)}`)]
  process.stdout.write(`${lines.join('\n')}\n`)
}
