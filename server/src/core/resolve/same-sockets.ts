import type { NodeSignature } from '../installed.js'
import type { NodeTypeReference } from '../workflow/references.js'

/**
 * How well the workflow's nodes of a type fit a definition, 0 to 1: linked inputs that the definition has with that type, and
 * outputs of the same types in the same order. Null when the file tells no sockets (prompts). Graded, as saved nodes list only
 * some of their inputs.
 */
export function socketFit(reference: NodeTypeReference, signature: NodeSignature): number | null {
  let asked = 0
  let met = 0
  for (const node of reference.nodes.slice(0, 20)) {
    for (const input of node.inputs) {
      if (input.type === '' || input.type === '*') continue
      asked += 1
      const same = signature.inputs.find(({ name }) => name === input.name)
      if (same !== undefined && agree(same.type, input.type)) met += 1
    }
    node.outputs.forEach((output, at) => {
      if (output.type === '' || output.type === '*') return
      asked += 1
      const there = signature.outputs[at]
      if (there !== undefined && agree(there, output.type)) met += 1
    })
  }
  return asked === 0 ? null : met / asked
}

/** The best fit over all versions of which the catalogue knows, and the newest version that takes everything. */
export function bestFit(reference: NodeTypeReference, signatures: readonly NodeSignature[]): { fit: number; version?: string } | null {
  const fits = signatures.flatMap((signature) => {
    const fit = socketFit(reference, signature)
    return fit === null ? [] : [{ fit, ...(signature.version === undefined ? {} : { version: signature.version }) }]
  })
  return fits.find(({ fit }) => fit === 1) ?? fits.sort((a, b) => b.fit - a.fit)[0] ?? null
}

/** `IMAGE,MASK` takes either; a list of choices is written as `COMBO`. */
function agree(defined: string, saved: string): boolean {
  return defined === '*' || defined === saved || defined.split(',').includes(saved)
}
