import type { CatalogueStatus } from '@greenlight/shared/catalogue'
import { ownParts } from '../../core/catalogue/own-parts.js'
import { openWorld } from '../../main.js'
import { UsageError } from '../command.js'
import { printProblem } from '../print-problem.js'
import type { SubCall } from './sub-call.js'
import { partLines } from './words.js'

/** What there is of each part; reads this disk and nothing else. */
export async function status({ rest, given, terminal, json }: SubCall): Promise<number> {
  if (rest.length > 0) throw new UsageError(`catalogue status does not take "${rest[0]}".`)
  const world = await openWorld(given, terminal)
  try {
    const place = await world.findPlace()
    const { catalogue } = world.portsFor(place)
    const [{ problems: unread }, chosen] = [await catalogue.lookUp([], []), await world.decisions.read()]
    const problems = [...unread, ...chosen.problems]
    const parts = [...ownParts(chosen.decisions, await place.read({ signal: terminal.signal })), ...(await catalogue.status())]
    const told: CatalogueStatus = { schema: 'greenlight/catalogue@1', parts, problems }
    if (json) terminal.out(`${JSON.stringify(told, null, 2)}\n`)
    else {
      for (const problem of problems) printProblem(terminal, problem)
      const lines = told.parts.flatMap((part) => partLines(part, Date.now()))
      terminal.out(`${lines.length === 0 ? nothing : lines.join('\n')}\n`)
    }
    return 0
  } finally {
    await world.close()
  }
}

const nothing =
  'No catalogue: node packs are named only where a workflow names them.\n' +
  'There is one in every installed ComfyUI-Manager (--comfyui DIR); or `greenlight catalogue import DIR`, or `greenlight catalogue update`.'
