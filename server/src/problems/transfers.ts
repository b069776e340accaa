import type { Entry } from './entry.js'

/** Downloads and effects on the disk. Sorted. */
export const transferProblems = {
  DISK_FULL: {
    why: (f) => `There is not enough space at ${f.path}: ${f.need ?? 'more'} bytes are needed, ${f.free ?? 'too few'} are free.`,
    hint: () => 'Free some space and go on: what was fetched is kept.',
  },
  OUTSIDE_ROOTS: {
    why: (f) => `${f.path} lies outside the folders that Greenlight may change.`,
    hint: () => 'Only the model folders, custom_nodes and the state folder are changed.',
  },
  TARGET_TAKEN: {
    why: (f) => `There is something at ${f.path} already.`,
    hint: () => 'Nothing is ever written over. Make the plan again.',
  },
  TRANSFER_CHANGED: {
    why: (f) => `The file at ${f.host} changed while it was fetched.`,
    hint: () => 'Try again: it begins anew.',
  },
  TRANSFER_ENCODED: {
    why: (f) => `${f.host} sends the file packed although it was asked not to.`,
    hint: () => 'Use another source.',
  },
  TRANSFER_MISMATCH: {
    why: (f) => `What came from ${f.host} is not the file: ${f.because}.`,
    hint: () => 'It was not kept. Use another source, or check what the workflow asks for.',
  },
  TRANSFER_NOT_A_MODEL: {
    why: (f) => `${f.host} sent ${f.what} instead of the file.`,
    hint: () => 'It may ask for a log-in or a licence: open the address in a browser.',
  },
  TRANSFER_REFUSED: {
    why: (f) => `${f.host} does not give the file (status ${f.status}${f.because ? `, ${f.because}` : ''}).`,
    hint: (f) => f.page ? `Open ${f.page}, then try again.` : 'Open its page in a browser to see why.',
  },
  TRANSFER_STALLED: {
    why: (f) => `${f.host} stopped sending.`,
    hint: () => 'What came is kept; try again later.',
  },
  WRITE_REFUSED: {
    why: (f) => `${f.path} cannot be written: ${f.because}.`,
    hint: () => 'Check permissions, and whether another program holds it.',
  },
} as const satisfies Record<string, Entry>
