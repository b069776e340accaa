import type { FlatNode, NodeOutput } from '../workflow/model.js'
import { passedThrough, type Reader, type TypedInput } from './links.js'

/** What would happen to those who read a node if it were bypassed: which input goes through by its type, and who would be left without. */
export function ifBypassed(
  node: FlatNode,
  inputs: readonly TypedInput[],
  outputs: readonly NodeOutput[],
  readers: readonly Reader[],
): string {
  if (node.mode === 'muted') return 'It is muted: neither it nor what needs it runs.'
  const now = node.mode === 'bypassed' ? 'It is bypassed. ' : ''
  if (outputs.length === 0) return `${now}Nothing reads it: only what it puts out itself would be left away.`
  const sentences = outputs.flatMap((output, slot) => {
    const reading = readers.filter((reader) => reader.slot === slot)
    if (reading.length === 0) return []
    const input = passedThrough(inputs, slot, output.type)
    const name = output.name || output.type
    if (input?.source != null) return [`${name} would be what comes in at ${input.name}.`]
    const left = [...new Set(reading.map((reader) => reader.node.id))].join(', ')
    const why = input === null ? `no input is of type ${output.type}` : `${input.name} is open`
    return [
      `Nothing would come out as ${name} (${why}), so ${left.includes(',') ? 'nodes' : 'node'} ${left} would lack it.`,
    ]
  })
  return now + (sentences.length === 0 ? 'No other node reads it, so nothing else would change.' : sentences.join(' '))
}
