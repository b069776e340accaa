import type { Problem } from '@greenlight/shared/problem'

/**
 * The catalogue of coded errors. `why` and `hint` take the facts of the case and make a sentence each; every code has its
 * page docs/errors/CODE.md (a test compares the two lists). A retired code is never used again. Sorted.
 */
type Facts = Record<string, string | number | undefined>
type Entry = { why: (facts: Facts) => string; hint: (facts: Facts) => string }

export const problems = {
  ALREADY_RUNNING: {
    why: (f) => `Greenlight already runs at ${f.url} (process ${f.pid}).`,
    hint: () => 'Open that address, or stop the other one first; another --data DIR makes an independent one.',
  },
  BODY_TOO_LARGE: {
    why: (f) => `The request's body is larger than ${f.limit} bytes.`,
    hint: () => 'Send the workflow alone, without the picture or video around it.',
  },
  COMFYUI_UNREACHABLE: {
    why: (f) => `No ComfyUI answers at ${f.url}${f.because ? ` (${f.because})` : ''}.`,
    hint: () => 'Start ComfyUI, or name its folder with --comfyui DIR.',
  },
  INTERNAL: {
    why: () => 'Greenlight met a fault of its own.',
    hint: () => 'Run `greenlight doctor` and report what it prints.',
  },
  NODE_NOT_FOUND: {
    why: (f) => `The workflow has no node "${f.node}".`,
    hint: () => 'Name an execution id (12, or 65:70 inside a subgraph) or a node type of this workflow.',
  },
  NOT_A_COMFYUI: {
    why: (f) => `There is no ComfyUI at ${f.path}: it holds no custom_nodes folder.`,
    hint: () => 'Name the folder that holds main.py and custom_nodes; in the portable build that is ComfyUI inside it.',
  },
  NOT_A_WORKFLOW: {
    why: (f) => `This is ${f.what ?? 'not a ComfyUI workflow'}.`,
    hint: (f) => String(f.hint ?? 'Save the workflow in ComfyUI (Workflow > Save or Export) and try that file.'),
  },
  PANEL_NOT_INSTALLED: {
    why: (f) => `There is nothing of Greenlight at ${f.path}.`,
    hint: () => 'Nothing was changed. A link or copy that Greenlight did not make is left alone.',
  },
  PANEL_TARGET_TAKEN: {
    why: (f) => `Something else is at ${f.path} already.`,
    hint: () => 'Move it away if you do not need it, then run install again. Nothing was changed.',
  },
  PATH_NOT_FOUND: {
    why: (f) => `There is nothing at ${f.path}.`,
    hint: () => 'Check the spelling; a path with spaces needs quotes.',
  },
  SUBJECT_NOT_FOUND: {
    why: (f) => `No workflow that was looked at asks for "${f.subject}".`,
    hint: () => 'Check the spelling: node types and model names are compared without regard to case, but whole.',
  },
  WORKFLOW_NOT_FOUND: {
    why: () => 'There is no such saved workflow.',
    hint: () => 'Load the list again: the file was renamed or removed.',
  },
} as const satisfies Record<string, Entry>

export type ProblemCode = keyof typeof problems

/** Makes the wire form of a coded problem. */
export function problem(code: ProblemCode, facts: Facts = {}): Problem {
  const entry: Entry = problems[code]
  return { code, message: entry.why(facts), hint: entry.hint(facts) }
}

/** For "we cannot go on": carries the coded problem to whoever prints it. A failure of one item is a value, not this. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(code: ProblemCode, facts: Facts = {}, options?: ErrorOptions) {
    const made = problem(code, facts)
    super(made.message, options)
    this.name = 'ProblemError'
    this.problem = made
  }
}
