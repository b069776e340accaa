import { readWorkflow } from './installation.ts'

/** `ready`, with this name in its checkpoint loader. */
export function readyNaming(checkpoint: string): Record<string, unknown> {
  const workflow = readWorkflow('ready')
  const nodes = workflow.nodes as { type: string; widgets_values: unknown[] }[]
  for (const node of nodes) if (node.type === 'CheckpointLoaderSimple') node.widgets_values = [checkpoint]
  return workflow
}
