import type { NodeDefinitions } from '../definitions.js'
import { findInputs } from './find-inputs.js'
import { findModels, type FoundModel } from './find-models.js'
import { referToType } from './find-node-types.js'
import { lendLinks, readNote } from './find-notes.js'
import { mergeGraphModels, mergeNodeModels } from './merge-embedded.js'
import type { EmbeddedModel, Workflow } from './model.js'
import { viewNode } from './node-view.js'
import type { InputReference, NoteReference, References } from './references.js'
import { collectTypes, mayNameFiles } from './type-facts.js'

/**
 * What a workflow asks for, in file order: node types, models, input files, notes. `definitions` (of any installation) only
 * sharpens it: names for positional widgets, upload combos. Never throws.
 */
export function findReferences(workflow: Workflow, definitions: NodeDefinitions | null): References {
  const models: FoundModel[] = []
  const inputs: InputReference[] = []
  const notes: { note: NoteReference; where: string }[] = []
  const types = collectTypes(definitions)
  for (const node of workflow.nodes) {
    const facts = types.add(node)
    const note = facts.isNote ? readNote(node) : null
    if (note !== null) notes.push({ note, where: node.where })
    if (!mayNameFiles(node, facts)) continue
    const view = viewNode(node, facts)
    if (node.embeddedModels.length === 0) findModels(view, models)
    else for (const model of mergeNodeModels(view, findModels(view, []))) models.push(model)
    for (const input of findInputs(view)) inputs.push(input)
  }
  mergeGraphModels(workflow.graphModels, models, neededIn(workflow))
  lendLinks(notes, models)
  return {
    nodeTypes: types.list().map(({ type, nodes }) => referToType(type, nodes)),
    models,
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
