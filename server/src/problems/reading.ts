import type { Entry } from './entry.js'

/** Files and folders that cannot be read as what they should be. Sorted. */
export const readingProblems = {
  A1111_PARAMETERS: {
    why: (f) => `This ${f.container ?? 'file'} holds A1111 generation parameters, not a ComfyUI workflow.`,
    hint: () => 'A1111 parameters name a model and settings but no nodes. Ask for the ComfyUI workflow, or build it by hand from them.',
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
  HTML_PAGE: {
    why: () => 'This is a web page, not a workflow.',
    hint: () => 'Probably the page around the file was saved. Use the download or raw link of the file.',
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
  LINK_BROKEN: {
    why: (f) => `${f.path} is a link to something that is not there.`,
    hint: () => 'Bring back what it points to, or remove the link.',
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
  PATH_NOT_FOUND: {
    why: (f) => `There is nothing at ${f.path}.`,
    hint: () => 'Check the spelling; a path with spaces needs quotes.',
  },
} as const satisfies Record<string, Entry>
