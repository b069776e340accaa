import { createDecisionBook } from '../../adapters/files/decisions/decision-book.js'
import { decisionsAsText, readDecisionsFile, writeDecisionsFile } from '../../adapters/files/decisions/exchange-file.js'
import { stateFolder } from '../../adapters/files/state-folder.js'

/** The book of decisions for a command that needs no installation, and the files that people hand on. */
export function openDecisions({ env, data }: { readonly env: Readonly<Record<string, string | undefined>>; readonly data: string | undefined }) {
  return { book: createDecisionBook(stateFolder(env, process.platform, data)), asText: decisionsAsText, readFile: readDecisionsFile, writeFile: writeDecisionsFile }
}

export type OpenDecisions = ReturnType<typeof openDecisions>
