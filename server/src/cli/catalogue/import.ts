import { openCatalogueImports } from '../../main/catalogue/catalogue-imports.js'
import { stateFolderOf } from '../../main/catalogue/state-folder-of.js'
import { UsageError } from '../command.js'
import { printProblem } from '../print-problem.js'
import type { SubCall } from './sub-call.js'
import { partLines } from './words.js'

/** Copies a catalogue into the state folder, or takes one back. */
export async function importOne({ rest, given, terminal, json }: SubCall): Promise<number> {
  const [path, ...more] = rest
  if (path === undefined) throw new UsageError(`catalogue import needs ${given.flag('forget') ? 'the name of an import' : 'a folder, a file or a zip archive'}.`)
  if (more.length > 0) throw new UsageError(`catalogue import does not take "${more[0]}".`)
  const imports = openCatalogueImports(stateFolderOf(given.text('data'), terminal.env))
  if (given.flag('forget')) {
    await imports.forget(path)
    if (json) terminal.out(`${JSON.stringify({ schema: 'greenlight/catalogue-import@1', name: path, forgotten: true }, null, 2)}\n`)
    else terminal.out(`Forgotten: ${path}. It lies in the trash of the state folder.\n`)
    return 0
  }
  const { name, parts, problems, replaced } = await imports.add(path)
  if (json) terminal.out(`${JSON.stringify({ schema: 'greenlight/catalogue-import@1', name, replaced, parts, problems }, null, 2)}\n`)
  else {
    for (const problem of problems) printProblem(terminal, problem)
    terminal.out(`Imported as ${name}${replaced ? ', in place of the earlier one' : ''}. Take it back with: greenlight catalogue import --forget ${name}\n`)
    for (const part of parts) terminal.out(`${partLines(part, Date.now()).join('\n')}\n`)
  }
  return 0
}
