import type { Installed } from '../../installed.js'
import { foldName } from './fold-name.js'
import type { IndexedFile } from './model-index.js'
import { separatorOf } from './separator.js'

export type Speller = (hit: IndexedFile) => string

/** How the asking widget would have to say a file: as its own list does, else with the installation's separator. */
export function speller(installed: Installed, options: readonly string[] | null): Speller {
  const separator = separatorOf(installed)
  return ({ folded, file }) =>
    options?.find((option) => foldName(option) === folded) ?? withSeparator(file.name, separator)
}

/** Whether a name is exactly a file's. Where nothing tells the installation's separator, either one counts. */
export function isSpelled(name: string, { file }: IndexedFile, separator: '/' | '\\' | null): boolean {
  if (separator === null) return name.replaceAll('\\', '/') === file.name.replaceAll('\\', '/')
  return name === withSeparator(file.name, separator)
}

function withSeparator(name: string, separator: '/' | '\\' | null): string {
  return separator === '\\' ? name.replaceAll('/', '\\') : name
}
