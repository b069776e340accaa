import type { WantFact } from '../../../core/plan/plan-facts.js'
import { problem } from '../../../problems.js'
import type { Look } from './gather-ports.js'

/** A fact as it is, or, where a folder that it would change may not be written to, the problem that says so: before anything is fetched for it. */
export async function unlessClosed(look: Look, fact: WantFact | null): Promise<WantFact | null> {
  if (fact === null) return null
  for (const path of placesOf(fact)) {
    const folder = await look.closed(path)
    if (folder !== null) return { of: 'problem', problem: problem('WRITE_REFUSED', { path: folder, because: 'the system does not allow it' }) }
  }
  return fact
}

function placesOf(fact: WantFact): string[] {
  switch (fact.of) {
    case 'download':
    case 'file':
      return [fact.target.path]
    case 'pack':
      return [fact.target.path, ...fact.aside.map(({ thing }) => thing.path)]
    case 'remove':
      return [fact.aside.thing.path]
    case 'restore':
    case 'switch':
      return [fact.to.path]
    case 'problem':
      return []
  }
}
