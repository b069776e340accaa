import { printProblem } from '../print-problem.js'
import { printJson, type Sub } from './sub.js'

/** To a file, or to stdout. */
export const exportFile: Sub = {
  takes: [0, 1, 'a FILE'],
  async run(call) {
    const { book, terminal, rest, asText, writeFile } = call
    const [path] = rest
    const { decisions, problems } = await book.read()
    for (const told of problems) printProblem(terminal, told)
    if (path === undefined) {
      if (call.json) printJson(call, { schema: 'greenlight/decisions@1', decisions, problems })
      else terminal.out(asText(decisions))
      return 0
    }
    await writeFile(path, decisions)
    if (call.json) printJson(call, { schema: 'greenlight/decisions-export@1', path, written: decisions.length })
    else terminal.out(`${decisions.length} written to ${path}.\n`)
    return 0
  },
}
