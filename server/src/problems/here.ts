import type { Entry } from './entry.js'

/** The installation, the state folder, the index, decisions and the panel. Sorted. */
export const hereProblems = {
  COMFYUI_ANSWER_UNREADABLE: {
    why: (f) => `ComfyUI at ${f.url} gave no usable answer to ${f.route}${f.because ? ` (${f.because})` : ''}.`,
    hint: () => 'Restart ComfyUI; if it stays so, another program may be listening at this address.',
  },
  COMFYUI_NOT_FOUND: {
    why: (f) => (f.says ? `Greenlight was told to look at another ComfyUI. ${f.says}` : 'Greenlight looks at its demo installation, because it found no ComfyUI at the usual address.'),
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
  EXTRA_MODEL_PATHS_UNREADABLE: {
    why: (f) => `${f.path} is not as ComfyUI wants it: ${f.because}.`,
    hint: () => 'Correct the file; ComfyUI itself stops at such a fault. Each value is text, one folder a line.',
  },
  HASHING_STOPPED: {
    why: (f) => `${f.path} could not be hashed to its end${f.because ? ` (${f.because})` : ''}.`,
    hint: () => 'Try again; other files were not touched by it. If it happens each time, look for lack of memory.',
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
  OBJECT_INFO_UNREADABLE: {
    why: (f) => `${f.path} holds no answer of /object_info${f.because ? ` (${f.because})` : ''}.`,
    hint: () => 'Save it again from a running ComfyUI: open /object_info in the browser and save the page as JSON.',
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
  STATE_FOLDER_UNUSABLE: {
    why: (f) => `Greenlight cannot write to its state folder${f.path ? ` ${f.path}` : ''}${f.because ? ` (${f.because})` : ''}.`,
    hint: () => 'Make the folder writable, or name another one with --data DIR.',
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
