import type { Workflow } from '../workflow/model.js'
import type { Cause } from './cause.js'
import { countOf } from './words.js'

/** What the file itself tells: definitions it lacks, faults it was read in spite of, and that there is nothing in it. */
export function graphCauses(workflow: Workflow): Cause[] {
  return [...missingDefinitions(workflow), ...tolerated(workflow), ...empty(workflow)]
}

function missingDefinitions(workflow: Workflow): Cause[] {
  return workflow.missingDefinitions
    .filter((instance) => instance.active)
    .map(({ id, type, where }) => ({
      key: `definition\n${type}`,
      kind: 'subgraph-definition-missing',
      severity: 'blocks',
      subject: type,
      wanting: [type],
      nodes: [id],
      fix: null,
      evidence: [
        { from: 'workflow', says: `Its node is an instance of ${type}, which the file does not define.`, where },
      ],
      message: ({ nodes }) =>
        `The file does not hold the subgraph ${type}, of which it has ${countOf(nodes.length, 'instance')}.`,
      next: () => 'Save the workflow again where it was made; nothing installed can replace the subgraph.',
    }))
}

function tolerated(workflow: Workflow): Cause[] {
  return workflow.tolerated.map(({ says, where }) => ({
    key: 'tolerated',
    kind: 'workflow-tolerated',
    severity: 'warns',
    subject: 'workflow file',
    wanting: [says.replace(/\.+$/, '')],
    nodes: [],
    fix: null,
    evidence: [{ from: 'workflow', says, ...(where === undefined ? {} : { where }) }],
    message: ({ wanting }) =>
      `The file was read in spite of ${countOf(wanting.length, 'kind', 'kinds')} of fault: ${wanting.join('; ')}.`,
    next: () => 'Open it in ComfyUI and save it again; compare the nodes.',
  }))
}

function empty(workflow: Workflow): Cause[] {
  if (workflow.nodes.length > 0 || workflow.missingDefinitions.length > 0) return []
  return [
    {
      key: 'empty',
      kind: 'workflow-empty',
      severity: 'informs',
      subject: 'workflow file',
      wanting: [],
      nodes: [],
      fix: null,
      evidence: [],
      message: () => 'The workflow has no nodes.',
      next: () => 'Nothing to do: there is nothing to queue.',
    },
  ]
}
