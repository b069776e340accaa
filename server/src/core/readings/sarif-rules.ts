import type { Finding } from '@greenlight/shared/report'

interface Rule {
  readonly id: string
  readonly shortDescription: { readonly text: string }
  readonly defaultConfiguration: { readonly level: 'error' | 'warning' | 'note' }
}

const says: Readonly<Record<Finding['kind'], readonly [Rule['defaultConfiguration']['level'], string]>> = {
  'input-missing': ['error', 'A file that the workflow reads is not in the input folder.'],
  'input-uncertain': ['warning', 'Nobody can tell whether a file that the workflow reads is here.'],
  'model-corrupt': ['error', 'A model file is damaged, or is no model at all.'],
  'model-elsewhere': ['error', 'A model is here under another name or in another sub-folder.'],
  'model-misplaced': ['error', 'A model lies in a folder that its loader does not read.'],
  'model-missing': ['error', 'A model is nowhere here.'],
  'model-other-base': ['warning', 'A LoRA or ControlNet was made for another kind of base model.'],
  'model-other-content': ['warning', 'A file of the right name has another content than the workflow means.'],
  'model-self-download': ['note', 'A node fetches its own model when it runs first.'],
  'model-uncertain': ['error', 'Nobody can tell which file a model is, or whether it is here.'],
  'model-wrong-kind': ['warning', 'A file is of another kind than its loader reads.'],
  'node-type-core-too-old': ['error', 'A node of ComfyUI itself is not in this version of ComfyUI.'],
  'node-type-disabled': ['error', 'A node pack is here but switched off.'],
  'node-type-import-failed': ['error', 'A node pack is here but did not load.'],
  'node-type-missing': ['error', 'No installed node pack provides a node type.'],
  'node-type-needs-restart': ['error', 'A node pack is here, and ComfyUI must be restarted to load it.'],
  'node-type-undetermined': ['error', 'Nobody can tell whether a node type is registered.'],
  'subgraph-definition-missing': ['error', 'The file does not hold a subgraph that it uses.'],
  'workflow-empty': ['note', 'The workflow has no nodes.'],
  'workflow-tolerated': ['warning', 'The file was read in spite of a fault.'],
}

export const unreadableRule = 'workflow-unreadable'

/** One rule per kind of finding, and one for files that cannot be read. Sorted by id. */
export const rules: readonly Rule[] = [
  ...Object.entries(says).map(([id, [level, text]]) => ({
    id,
    shortDescription: { text },
    defaultConfiguration: { level },
  })),
  {
    id: unreadableRule,
    shortDescription: { text: 'The file cannot be read as a workflow.' },
    defaultConfiguration: { level: 'error' as const },
  },
].sort((a, b) => (a.id < b.id ? -1 : 1))
