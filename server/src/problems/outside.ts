import type { Entry } from './entry.js'

/** Catalogues, and hosts outside this machine. Sorted. */
export const outsideProblems = {
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
  EGRESS_OFF: {
    why: (f) => `Greenlight does not connect to ${f.host}: only a ComfyUI on this machine is asked without your word.`,
    hint: () => 'To use a ComfyUI on another machine, name it: --comfyui http://HOST:PORT.',
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
} as const satisfies Record<string, Entry>
