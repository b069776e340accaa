import type { Explanation, NodeExplanation } from '@greenlight/shared/explain'
import { type Palette, plain } from '../readings/palette.js'
import { painted } from '../readings/as-one-line.js'
import { printable } from '../readings/printable.js'

/** An explanation for a terminal: the sentences, then each node. Ends in a line break. */
export function explanationAsText(explanation: Explanation, palette: Palette = plain): string {
  const { workflow, verdict, says, nodes } = explanation
  const head = `${palette.strong(printable(workflow.path))}  ${painted(verdict, palette)(verdict)}`
  const lines = [
    head,
    ...says.map((one) => `  ${printable(one)}`),
    ...nodes.flatMap((node) => nodeLines(node, palette)),
  ]
  return `${lines.join('\n')}\n`
}

function nodeLines(node: NodeExplanation, palette: Palette): string[] {
  const good = node.state === 'registered' || node.state === 'frontend-only'
  const state = (good ? palette.good : palette.bad)(node.state)
  const title = node.title === node.type ? '' : `  "${printable(node.title)}"`
  const version = node.provider.version === undefined ? '' : ` ${node.provider.version}`
  const lines: string[] = [
    '',
    `${palette.strong(printable(`${node.node}  ${node.type}`))}${title}  ${state}${node.active ? '' : palette.dim('  muted or bypassed')}`,
    `  ${node.says}`,
    `  from ${node.provider.name}${version}`,
    ...node.inputs.map((one) => `  in   ${one.name} (${one.type}): ${one.says}`),
    ...node.outputs.map((one) => `  out  ${one.name} (${one.type}): ${one.says}`),
    ...node.widgets.map((one) => `  set  ${one.name ?? '(unnamed)'} = ${shorten(one.value)}`),
    ...node.models.map(
      (model) => `  model  ${model.name}: ${model.state}${model.file === null ? '' : ` (${model.file.path})`}`,
    ),
    ...(node.dependents.length === 0 ? [] : [`  read by node ${node.dependents.join(', ')}`]),
    `  if bypassed: ${node.ifBypassed}`,
    ...node.why.flatMap((finding) => [`  ${finding.severity}: ${finding.message}`, `    -> ${finding.next}`]),
  ]
  return lines.map((line, at) => (at < 2 ? line : printable(line)))
}

/** Long texts (prompts) are cut for the eye; JSON has them whole. */
function shorten(value: string): string {
  const letters = [...value]
  return letters.length > 100 ? `${letters.slice(0, 100).join('')}...` : value
}
