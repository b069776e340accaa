import type { Problem } from '@greenlight/shared/problem'

/**
 * The catalogue of coded errors. `why` and `hint` take the facts of the case and make a sentence each; every code has its
 * page docs/errors/CODE.md (a test compares the two lists). A retired code is never used again. Sorted.
 */
type Facts = Record<string, string | number | undefined>
type Entry = { why: (facts: Facts) => string; hint: (facts: Facts) => string }

export const problems = {
  A1111_PARAMETERS: {
    why: (f) => `This ${f.container ?? 'file'} holds A1111 generation parameters, not a ComfyUI workflow.`,
    hint: () => 'A1111 parameters name a model and settings but no nodes. Ask for the ComfyUI workflow, or build it by hand from them.',
  },
  ADDRESS_REFUSED: {
    why: (f) => `Greenlight does not listen at ${f.host}: only at 127.0.0.1.`,
    hint: () => 'Leave the address away. From another machine, use the panel inside ComfyUI or a tunnel (ssh -L).',
  },
  ALREADY_RUNNING: {
    why: (f) => `Greenlight already runs at ${f.url} (process ${f.pid}).`,
    hint: () => 'Open that address, or stop the other one first; another --data DIR makes an independent one.',
  },
  BODY_TOO_LARGE: {
    why: (f) => `The request's body is larger than ${f.limit} bytes.`,
    hint: () => 'Send the workflow alone, without the picture or video around it.',
  },
  BODY_TYPE_REFUSED: {
    why: () => 'The request\'s body is not sent as application/json.',
    hint: () => 'Send JSON in UTF-8, uncompressed, with Content-Type: application/json.',
  },
  CATALOGUE_IMPORT_EMPTY: {
    why: (f) => `There is no catalogue at ${f.path} that can be read.`,
    hint: () => "Name a folder or a zip archive with ComfyUI-Manager's lists, with an update of Greenlight's, or a ComfyGit mapping (node_mappings.json).",
  },
  CATALOGUE_IMPORT_UNKNOWN: {
    why: (f) => `No imported catalogue is called ${f.name}${f.there ? `; there are: ${f.there}` : '; none was imported'}.`,
    hint: () => 'Run `greenlight catalogue status` for their names.',
  },
  CATALOGUE_UNREADABLE: {
    why: (f) => `The catalogue file ${f.path} cannot be read${f.because ? ` (${f.because})` : ''}.`,
    hint: () => 'Let ComfyUI-Manager fetch it again, or name another folder with --catalogue DIR.',
  },
  COMFYUI_ANSWER_UNREADABLE: {
    why: (f) => `ComfyUI at ${f.url} gave no usable answer to ${f.route}${f.because ? ` (${f.because})` : ''}.`,
    hint: () => 'Restart ComfyUI; if it stays so, another program may be listening at this address.',
  },
  COMFYUI_NOT_FOUND: {
    why: () => 'Greenlight looks at its demo installation, because it found no ComfyUI at the usual address.',
    hint: () => 'Stop it and start it as npm start -- --comfyui URL, with the address of this ComfyUI, or set COMFYUI_URL.',
  },
  COMFYUI_UNREACHABLE: {
    why: (f) => `No ComfyUI answers at ${f.url}${f.because ? ` (${f.because})` : ''}.`,
    hint: () => 'Start ComfyUI, or name its folder with --comfyui DIR.',
  },
  DECISIONS_UNREADABLE: {
    why: (f) => `${f.path}${f.line ? `, line ${f.line}` : ''}: ${f.because}.`,
    hint: () => 'Mend or delete that entry; the other choices in the file are read all the same.',
  },
  DECISIONS_UNWRITABLE: {
    why: (f) => `The choice could not be kept in ${f.path}: ${f.because}.`,
    hint: () => 'Nothing was changed. Mend what is said of the file, or see that it can be written, and try again.',
  },
  DECISION_NOT_FOUND: {
    why: (f) => `Nothing is remembered about "${f.subject}" there.`,
    hint: () => '`greenlight decisions` lists what is; names are compared whole, letter by letter.',
  },
  EGRESS_OFF: {
    why: (f) => `Greenlight does not connect to ${f.host}: only a ComfyUI on this machine is asked without your word.`,
    hint: () => 'To use a ComfyUI on another machine, name it: --comfyui http://HOST:PORT.',
  },
  EXTRA_MODEL_PATHS_UNREADABLE: {
    why: (f) => `${f.path} is not as ComfyUI wants it: ${f.because}.`,
    hint: () => 'Correct the file; ComfyUI itself stops at such a fault. Each value is text, one folder a line.',
  },
  FILE_CHANGED: {
    why: (f) => `${f.path} changed while it was read.`,
    hint: () => 'Wait until the program that writes it is done (a download, perhaps) and try again.',
  },
  FILE_EMPTY: {
    why: () => 'The file is empty.',
    hint: () => 'Save or download it again.',
  },
  FILE_TOO_LARGE: {
    why: (f) => `${f.path ?? 'This file'} is larger than ${f.limit}.`,
    hint: () => 'A workflow is seldom larger than a few megabytes: check that this is the file you meant.',
  },
  FILE_UNREADABLE: {
    why: (f) => `${f.path} cannot be read${f.because ? ` (${f.because})` : ''}.`,
    hint: () => 'Check that it is a file, that it is not in use, and that you may read it.',
  },
  FOLDER_LOOP: {
    why: (f) => `${f.path} is a link to a folder it lies in; it was not followed.`,
    hint: () => 'Remove the link: ComfyUI would list the same files again and again through it.',
  },
  FOLDER_NOT_WATCHED: {
    why: (f) => `Changes of the model folders are not noticed at once${f.because ? ` (${f.because})` : ''}.`,
    hint: () => 'They are still read anew every 10 minutes, and by `greenlight models index` at once.',
  },
  FOLDER_TOO_LARGE: {
    why: (f) => `${f.path} holds more than ${f.limit} files and folders; the rest was not looked at.`,
    hint: () => 'Check that the path does not name a whole drive.',
  },
  FOLDER_UNREADABLE: {
    why: (f) => `The folder ${f.path} cannot be read${f.because ? ` (${f.because})` : ''}.`,
    hint: () => 'Check that the drive is there and that you may read it; files in it count as not there.',
  },
  GIT_LFS_POINTER: {
    why: () => 'This is a Git LFS pointer: the place holder of a file that was not downloaded.',
    hint: () => 'Run `git lfs pull` in the repository it came from, or download the file itself.',
  },
  HASHING_STOPPED: {
    why: (f) => `${f.path} could not be hashed to its end${f.because ? ` (${f.because})` : ''}.`,
    hint: () => 'Try again; other files were not touched by it. If it happens each time, look for lack of memory.',
  },
  HEADERS_TOO_LARGE: {
    why: () => 'The request\'s headers are larger than 16 KB.',
    hint: () => 'Send fewer or shorter headers; a browser that keeps many cookies for 127.0.0.1 needs them cleared.',
  },
  HOST_NOT_ALLOWED: {
    why: () => 'The request names a host that is not this sidecar.',
    hint: (f) => `Use http://127.0.0.1:${f.port}, http://localhost:${f.port} or http://[::1]:${f.port}, spelled like that.`,
  },
  HTML_PAGE: {
    why: () => 'This is a web page, not a workflow.',
    hint: () => 'Probably the page around the file was saved. Use the download or raw link of the file.',
  },
  INDEX_BUSY: {
    why: (f) => `Another program holds the model index ${f.path} for longer than 5 seconds.`,
    hint: () => 'Try again; if it stays so, end the other Greenlight or the program that has the file open.',
  },
  INDEX_DAMAGED: {
    why: (f) => `The model index ${f.path} is damaged.`,
    hint: () => 'Run greenlight models index: it keeps the damaged file aside and makes a new one. No model is touched.',
  },
  INDEX_TOO_NEW: {
    why: (f) => `The model index ${f.path} was made by a newer Greenlight; it was not touched.`,
    hint: () => 'Update this Greenlight, or name another state folder with --data DIR.',
  },
  INTERNAL: {
    why: () => 'Greenlight met a fault of its own.',
    hint: () => 'Run `greenlight doctor` and report what it prints.',
  },
  JSON_INVALID: {
    why: (f) => `The JSON text ${f.because ?? 'is not valid JSON'}${f.line ? ` (line ${f.line}, column ${f.column})` : ''}.`,
    hint: () => 'Save or download the file again; if it was edited by hand, look at that place.',
  },
  JSON_TOO_DEEP: {
    why: (f) => `The JSON text is nested more than ${f.limit} levels deep.`,
    hint: () => 'No workflow is that deep. Check where the file comes from.',
  },
  JSON_TOO_MANY_VALUES: {
    why: (f) => `The JSON text holds more than ${f.limit} values.`,
    hint: () => 'No workflow is that large. Check where the file comes from.',
  },
  LAUNCH_CODE_WAIT: {
    why: (f) => `Too many wrong launch codes; wait ${f.seconds} seconds.`,
    hint: () => 'Run `greenlight serve` again: it prints a fresh address at once.',
  },
  LAUNCH_CODE_WRONG: {
    why: () => 'This launch code is wrong, used or older than 5 minutes.',
    hint: () => 'Run `greenlight serve` again and open the fresh address that it prints.',
  },
  LINK_BROKEN: {
    why: (f) => `${f.path} is a link to something that is not there.`,
    hint: () => 'Bring back what it points to, or remove the link.',
  },
  METHOD_NOT_ALLOWED: {
    why: (f) => `This route is not for that method, only for ${f.allow}.`,
    hint: () => 'See GET /openapi.json for every route and its method.',
  },
  MODEL_NOT_FOUND: {
    why: (f) => `The index has no model file ${f.name}.`,
    hint: () => '`greenlight models list` shows what it has; `greenlight models index` reads the folders anew.',
  },
  MODEL_ROOT_RELATIVE: {
    why: (f) => `${f.path} names a folder that is no absolute path: ${f.says}.`,
    hint: () => 'Write the whole path, one a line, like /home/me/Downloads or D:\\Downloads.',
  },
  NODE_DEFINITION_UNREADABLE: {
    why: (f) => `A node definition of ComfyUI cannot be read: ${f.says}.`,
    hint: () => 'Update the node pack it belongs to; the other node types are judged all the same.',
  },
  NODE_NOT_FOUND: {
    why: (f) => `The workflow has no node "${f.node}".`,
    hint: () => 'Name an execution id (12, or 65:70 inside a subgraph) or a node type of this workflow.',
  },
  NODE_PACK_UNREADABLE: {
    why: (f) => `${f.path} cannot be read${f.because ? ` (${f.because})` : ''}; what it says of its node pack is left out.`,
    hint: () => 'Update or reinstall the node pack.',
  },
  NOT_A_COMFYUI: {
    why: (f) => `There is no ComfyUI at ${f.path}: it holds no custom_nodes folder.`,
    hint: () => 'Name the folder that holds main.py and custom_nodes; in the portable build that is ComfyUI inside it.',
  },
  NOT_A_WORKFLOW: {
    why: (f) => `This is ${f.what ?? 'not a ComfyUI workflow'}.`,
    hint: (f) => String(f.hint ?? 'Save the workflow in ComfyUI (Workflow > Save or Export) and try that file.'),
  },
  NOT_TEXT: {
    why: (f) => (f.what ? `This is ${f.what}, not JSON text.` : 'The file is not text: its bytes are neither UTF-8 nor marked as UTF-16.'),
    hint: () => 'Unpack it if it is an archive; save text as UTF-8.',
  },
  NO_WORKFLOW_INSIDE: {
    why: (f) => `This ${f.container ?? 'file'} carries no ComfyUI workflow${f.instead ? `, only ${f.instead}` : ''}.`,
    hint: () => 'Metadata is often lost when a picture or video is edited, converted or sent through a chat. Use the original file or the workflow JSON.',
  },
  OBJECT_INFO_UNREADABLE: {
    why: (f) => `${f.path} holds no answer of /object_info${f.because ? ` (${f.because})` : ''}.`,
    hint: () => 'Save it again from a running ComfyUI: open /object_info in the browser and save the page as JSON.',
  },
  ORIGIN_NOT_ALLOWED: {
    why: () => 'The request comes from another origin.',
    hint: () => 'Only Greenlight\'s own page may call it from a browser; inside ComfyUI the panel goes through ComfyUI.',
  },
  PANEL_GRAPH_UNREADABLE: {
    why: () => 'ComfyUI could not write down the open graph.',
    hint: () => 'A node pack may stand in the way. Save the workflow, reload the page and try again.',
  },
  PANEL_NOT_INSTALLED: {
    why: (f) => `There is nothing of Greenlight at ${f.path}.`,
    hint: () => 'Nothing was changed. A link or copy that Greenlight did not make is left alone.',
  },
  PANEL_PART_MISSING: {
    why: () => 'A part of the panel did not load.',
    hint: () => 'Reload this page: the panel has been updated since it was opened.',
  },
  PANEL_REPLY_UNREADABLE: {
    why: () => "The companion's answer is not as agreed.",
    hint: () => 'Reload this page and restart the companion, so that both are of the same version.',
  },
  PANEL_TARGET_TAKEN: {
    why: (f) => `Something else is at ${f.path} already.`,
    hint: () => 'Move it away if you do not need it, then run install again. Nothing was changed.',
  },
  PATH_NOT_FOUND: {
    why: (f) => `There is nothing at ${f.path}.`,
    hint: () => 'Check the spelling; a path with spaces needs quotes.',
  },
  PORT_IN_USE: {
    why: (f) => `Port ${f.port} cannot be opened${f.because ? ` (${f.because})` : ''}.`,
    hint: () => 'Name another one with --port N, or --port 0 for any free one.',
  },
  PREFLIGHT_REFUSED: {
    why: () => 'Requests across origins are not answered.',
    hint: () => 'Only Greenlight\'s own page may call it from a browser; inside ComfyUI the panel goes through ComfyUI.',
  },
  PROVIDER_ADDRESS_UNUSABLE: {
    why: (f) => `${f.source} cannot be asked about ${f.address}: ${f.because}.`,
    hint: () => 'Use the address of the file itself, or of the page about it.',
  },
  PROVIDER_ANSWER_UNREADABLE: {
    why: (f) => `${f.source} gave no usable answer about ${f.what} (${f.because}).`,
    hint: () => 'Try again later; if it stays so, open its page in a browser. What other sources say stands.',
  },
  PROVIDER_REFUSED: {
    why: (f) => `${f.source} refuses to answer about ${f.what}${f.because ? ` (${f.because})` : ''}.`,
    hint: (f) => `If a token is set for it, check that it is still valid: greenlight sources ${f.source}.`,
  },
  REGISTRY_ANSWER_UNREADABLE: {
    why: (f) => `The Comfy Registry's answer for ${f.what} cannot be read: ${f.because}.`,
    hint: () => 'Try again later. What was read before is kept; if it stays so, look whether a proxy or mirror stands in between.',
  },
  REGISTRY_BUSY: {
    why: (f) => `The Comfy Registry takes no more questions for now (status ${f.status})${f.seconds ? `; it asks for ${f.seconds} seconds of rest` : ''}.`,
    hint: () => 'Run `greenlight catalogue update` again later: it goes on where it stopped.',
  },
  REGISTRY_ENTRIES_UNREADABLE: {
    why: (f) => `${f.count} of the entries in the Comfy Registry's ${f.what} could not be read as a whole.`,
    hint: () => 'Nothing is to be done: what could not be read counts as unknown. A newer Greenlight may know its shape.',
  },
  REGISTRY_KEEP_UNREADABLE: {
    why: (f) => `${f.path} cannot be read${f.because ? ` (${f.because})` : ''}.`,
    hint: () => 'Run `greenlight catalogue update` again: it reads the whole list anew and writes the file anew.',
  },
  REGISTRY_KEEP_UNWRITABLE: {
    why: (f) => `What was read from the Comfy Registry cannot be kept at ${f.path}${f.because ? ` (${f.because})` : ''}.`,
    hint: () => 'Make room on the disk and the folder writable, then run the update again: it goes on where it stopped.',
  },
  REGISTRY_LIST_MOVED: {
    why: (f) => `The Comfy Registry's list changed while it was read: ${f.missing} of its ${f.total} packs did not come.`,
    hint: () => 'Run `greenlight catalogue update --full` at another time to get them.',
  },
  REGISTRY_REFUSED: {
    why: (f) => `The Comfy Registry does not answer for ${f.what} (status ${f.status}${f.says ? `: ${f.says}` : ''}).`,
    hint: () => 'Try again later; what was read before is kept.',
  },
  REGISTRY_UNKNOWN: {
    why: (f) => `The Comfy Registry knows no ${f.what}.`,
    hint: () => 'Check the spelling, letter case included. A pack that was never published there has to be looked for elsewhere.',
  },
  REQUEST_MALFORMED: {
    why: (f) => `The request is malformed: ${f.because}.`,
    hint: () => 'Send plain HTTP/1.1 with one Host header and a path without escapes.',
  },
  REQUEST_SHAPE: {
    why: (f) => `The request's ${f.part} is not as expected${f.where ? ` at ${f.where}` : ''}: ${f.because}.`,
    hint: () => 'See GET /openapi.json for what this route takes.',
  },
  REQUEST_TIMEOUT: {
    why: () => 'The request was not sent to its end in time.',
    hint: () => 'Send it again; headers may take 10 seconds, the whole request 60.',
  },
  ROUTE_NOT_FOUND: {
    why: () => 'There is nothing at this path.',
    hint: () => 'See GET /openapi.json for every route.',
  },
  SHIM_REFUSED: {
    why: (f) => `Greenlight's door in ComfyUI refuses this request: ${f.because}.`,
    hint: () => "Use Greenlight's panel in ComfyUI; for a host name of your own, list it in GREENLIGHT_HOSTS.",
  },
  SIDECAR_ABSENT: {
    why: () => "Greenlight's companion is not running.",
    hint: (f) => `Run \`npm start\` in ${f.where ?? "Greenlight's folder"}.`,
  },
  SITE_NOT_ALLOWED: {
    why: () => 'The request was caused by another site.',
    hint: () => 'Open Greenlight\'s page itself; other pages may link to it, not load parts of it.',
  },
  SOURCE_BUSY: {
    why: (f) => `${f.source} wants no more questions until ${f.until}.`,
    hint: (f) => `Try again then; nothing more is sent to it before.${f.token === 'no' ? ' With a token of yours it allows more.' : ''}`,
  },
  SOURCE_OFF: {
    why: (f) => `${f.source} is not asked: this source is switched off.`,
    hint: (f) => `To allow it: greenlight sources ${f.source} ask (or on). Nothing was sent.`,
  },
  SOURCE_REFUSED_ADDRESS: {
    why: (f) => `${f.source} would have led to ${f.host}, which is refused: ${f.because}.`,
    hint: () => 'Nothing was sent there. For a mirror in your own network, name it in GREENLIGHT_ALLOW_HOSTS=HOST:PORT.',
  },
  SOURCE_SETTING_UNREADABLE: {
    why: (f) => `${f.path}${f.line ? `, line ${f.line},` : ''} is not as expected: ${f.because}.`,
    hint: () => 'Correct the line; until then that source keeps its default, which is off and without a token.',
  },
  SOURCE_UNREACHABLE: {
    why: (f) => `${f.source} gave no answer at ${f.host}${f.because ? ` (${f.because})` : ''}.`,
    hint: () => 'Check the connection, the proxy and the endpoint: greenlight sources shows them.',
  },
  STATE_FOLDER_UNUSABLE: {
    why: (f) => `Greenlight cannot write to its state folder${f.path ? ` ${f.path}` : ''}${f.because ? ` (${f.because})` : ''}.`,
    hint: () => 'Make the folder writable, or name another one with --data DIR.',
  },
  STREAMS_EXHAUSTED: {
    why: (f) => `${f.limit} event streams are open already.`,
    hint: () => 'Close some of Greenlight\'s pages or ComfyUI tabs.',
  },
  SUBJECT_NOT_FOUND: {
    why: (f) => `No workflow that was looked at asks for "${f.subject}".`,
    hint: () => 'Check the spelling: node types and model names are compared without regard to case, but whole.',
  },
  TIER_TOO_LOW: {
    why: () => 'This token may not do that.',
    hint: () => 'Open Greenlight\'s own page, or use the terminal.',
  },
  TOKEN_REFUSED: {
    why: () => 'The request carries no valid token.',
    hint: () => 'Run `greenlight serve` again and open the address that it prints; tokens end with the sidecar.',
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
