import { why as derive } from '../core/explain/why.js'
import { openWorld } from '../main.js'
import { problem } from '../problems.js'
import { checkPaths } from '../use-cases/check.js'
import type { Run } from './command.js'
import { printProblem } from './print-problem.js'
import { savedPaths } from './saved-paths.js'

export const why: Run = async (given, terminal) => {
  const [subject = '', file] = given.paths
  const world = await openWorld(given, terminal)
  const place = await world.findPlace()
  const installed = await place.read({ signal: terminal.signal })
  const paths = file === undefined ? await savedPaths(place) : [file]
  const { check, absent } = await checkPaths(world.portsFor(place), installed, { paths, signal: terminal.signal })
  for (const told of absent) printProblem(terminal, told.problem)
  const lines = derive(check.reports, subject)
  if (lines.length > 0) {
    terminal.out(`${lines.join('\n')}\n`)
    return 0
  }
  printProblem(terminal, problem('SUBJECT_NOT_FOUND', { subject }))
  return 1
}
