import type { NodeDefinitions } from '../definitions.js'
import { findInputs } from './find-inputs.js'
import { findModels, type FoundModel } from './find-models.js'
import { findNodeTypes } from './find-node-types.js'
import { lendLinks, readNote } from './find-notes.js'
import { mergeGraphModels, mergeNodeModels } from './merge-embedded.js'
import type { EmbeddedModel, Workflow } from './model.js'
import { viewNode } from './node-view.js'
import { worthALook } from './worth-a-look.js'
import type { InputReference, ModelReference, NoteReference, References } from './references.js'

/**
 * What a workflow asks for, in file order: node types, models, input files, notes. `definitions` (of any installation) only
 * sharpens it: names for positional widgets, upload combos. Never throws.
 */
export function findReferences(workflow: Workflow, definitions: NodeDefinitions | null): References {
  const models: FoundModel[] = []
  const inputs: InputReference[] = []
  const notes: { note: NoteReference; where: string }[] = []
  const worth = worthALook(definitions)
  for (const node of workflow.nodes) {
    const note = readNote(node)
    if (note !== null) notes.push({ note, where: node.where })
    if (!worth(node)) continue
    const view = viewNode(node, definitions)
    const found = findModels(view)
    if (node.embeddedModels.length > 0) mergeNodeModels(view, found)
    models.push(...found)
    inputs.push(...findInputs(view, definitions?.get(node.type)))
  }
  mergeGraphModels(workflow.graphModels, models, neededIn(workflow))
  lendLinks(notes, models)
  return {
    nodeTypes: findNodeTypes(workflow.nodes),
    models: models.map(publicPart),
    inputs,
    notes: notes.map(({ note }) => note),
  }
}

/** What an opened instance lists is only about the nodes inside; those of an instance that cannot be opened are needs. */
function neededIn({ missingDefinitions }: Workflow): (entry: EmbeddedModel) => boolean {
  const closed = new Set(missingDefinitions.map(({ where }) => where))
  return ({ where }) => {
    const at = where.lastIndexOf('.properties.models[')
    return at < 0 || closed.has(where.slice(0, at))
  }
}

function publicPart({
  name,
  directory,
  node,
  nodeType,
  widget,
  active,
  embedded,
  evidence,
}: FoundModel): ModelReference {
  return { name, directory, node, nodeType, widget, active, embedded, evidence }
}
