import { inWords } from './counts.mjs'

/** A part's result for people; what the tool printed comes first, and only when there is something to see in it. */
export function sayPart({ name, note, counts, output }) {
  if (output !== '') process.stdout.write(`${output.trimEnd()}\n`)
  process.stdout.write(`  ${counts.failed === 0 ? 'ok  ' : 'FAIL'}  ${name}: ${note ?? inWords(counts)}\n`)
}
