import type { ExecutionId } from '@greenlight/shared/ids'
import type { NodeDefinition } from '../definitions.js'
import type { FlatNode, Workflow } from '../workflow/model.js'

export interface Reader {
  readonly node: FlatNode
  /** Name of the input that reads. */
  readonly input: string
  readonly slot: number
}

export type Readers = ReadonlyMap<ExecutionId, readonly Reader[]>

/** Who reads the outputs of each node, in file order. One pass over all inputs. */
export function readersOf(workflow: Workflow): Readers {
  const readers = new Map<ExecutionId, Reader[]>()
  for (const node of workflow.nodes) {
    for (const { name, source } of node.inputs) {
      if (source === null) continue
      const reader = { node, input: name, slot: source.slot }
      const others = readers.get(source.node)
      if (others === undefined) readers.set(source.node, [reader])
      else others.push(reader)
    }
  }
  return readers
}

/** A socket as the bypass rule sees it: `type` is `''` where neither the file nor a definition tells it. */
export type TypedInput = Pick<FlatNode['inputs'][number], 'name' | 'type' | 'source'>

/** Inputs with their types: a prompt tells none, so there the definition does. */
export function typedInputs(node: FlatNode, definition: NodeDefinition | null): TypedInput[] {
  return node.inputs.map(({ name, type, source }) => {
    const defined = type === '' ? definition?.inputs.find((input) => input.name === name)?.type : undefined
    return { name, type: defined ?? type, source }
  })
}

/**
 * The input whose value an output would pass on if the node were bypassed; null when there is none. As ComfyUI's page
 * does it: the input at the same place if its type fits, else the first of exactly that type, else the first that fits.
 */
export function passedThrough(inputs: readonly TypedInput[], slot: number, type: string): TypedInput | null {
  const opposite = inputs[slot]
  if (type === '*') return opposite ?? inputs[0] ?? null
  if (opposite !== undefined && fits(opposite.type, type)) return opposite
  return inputs.find((input) => input.type === type) ?? inputs.find((input) => fits(input.type, type)) ?? null
}

function fits(input: string, output: string): boolean {
  if (input === '' || output === '') return false
  if (input === '*') return true
  const offered = new Set(output.toLowerCase().split(','))
  return input
    .toLowerCase()
    .split(',')
    .some((type) => offered.has(type))
}
