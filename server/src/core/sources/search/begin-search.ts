import type { ModelSource } from '@greenlight/shared/report'
import { isGenericFileName } from '../generic-name.js'
import type { Claim } from '../sources-for.js'
import { sourceKey } from '../trust.js'
import { faultOfName } from './file-name.js'
import { addStep, type Proof, type Search, type WantedModel, weigh } from './search.js'

/** Files of this disk that are surely the one asked for; names that are merely like it stand below. */
const leastSure = 0.8

/** The phases that need nobody outside: the name, the disk, the workflow, the lists. */
export function beginSearch(wanted: WantedModel): Search {
  const none: Search = { wanted, steps: [], weighed: [], unanswered: 0, invalid: false, here: false }
  const read = readTheName(none)
  if (read.invalid) return read
  const looked = lookOnDisk(read)
  if (looked.here) return looked
  return readLists(readWorkflow(looked))
}

function readTheName(search: Search): Search {
  const { name, directory } = search.wanted.reference
  const fault = faultOfName(name, directory, search.wanted.stem === true)
  if (fault !== null) return { ...addStep(search, 'read-name', name, 'name', fault), invalid: true }
  const folder = directory === null ? 'its folder is unknown' : `for ${directory}`
  const generic = isGenericFileName(name) ? '; many different files have this name' : ''
  return addStep(search, 'read-name', name, 'name', `A file name, ${folder}${generic}.`)
}

function lookOnDisk(search: Search): Search {
  const { reference, entry } = search.wanted
  const [best] = entry.candidates
  const told = (came: string, here: boolean): Search => ({
    ...addStep(search, 'on-disk', reference.name, 'disk', came),
    here,
  })
  if (entry.state === 'present')
    return told(entry.file === null ? 'ComfyUI has it.' : `It is here: ${entry.file.path}.`, true)
  if (entry.state === 'corrupt') return told('It is here, but damaged.', false)
  if (best === undefined) return told('No file here is it.', false)
  const sure = (entry.state === 'elsewhere' || entry.state === 'misplaced') && best.confidence >= leastSure
  const why = best.evidence[0]?.says ?? ''
  return told(
    sure ? `It is here as ${best.path}. ${why}`.trim() : `A file may be it: ${best.path}. ${why}`.trim(),
    sure,
  )
}

function readWorkflow(search: Search): Search {
  const { reference, claims } = search.wanted
  const own = claims.filter(({ source: { from } }) => from !== 'catalogue')
  if (own.length === 0) return addStep(search, 'in-workflow', reference.name, 'workflow', 'It names no address.')
  return own.reduce((so, claim) => weighClaim(so, claim, 'in-workflow'), search)
}

function readLists(search: Search): Search {
  const { reference, claims } = search.wanted
  const listed = claims.filter(({ source: { from } }) => from === 'catalogue')
  if (listed.length === 0)
    return addStep(search, 'in-catalogue', reference.name, 'catalogue', 'No list of models has it.')
  return listed.reduce((so, claim) => weighClaim(so, claim, 'in-catalogue'), search)
}

/** Somebody on this machine names an address. */
function weighClaim(search: Search, { source, standing }: Claim, phase: 'in-catalogue' | 'in-workflow'): Search {
  const of = phase === 'in-workflow' ? 'workflow' : 'catalogue'
  if (standing === 'wrong') return addStep(search, phase, source.url, of, `Not it: ${source.doubt ?? ''}`.trim())
  const key = sourceKey(source)
  const earlier = search.weighed.find((one) => one.key === key)
  const proof = standing === 'open' ? 'open' : proofOf(search.wanted, source)
  const reasons = [saysWho(source), ...(source.doubt === undefined ? [] : [source.doubt])]
  const told = addStep(
    search,
    phase,
    source.url,
    of,
    standing === 'open' ? `Perhaps: ${source.doubt ?? ''}`.trim() : 'Agrees with the asking loader.',
  )
  if (earlier === undefined) return { ...told, weighed: [...search.weighed, weigh(source, key, proof, reasons)] }
  const both = earlier.proof === 'named' && proof === 'listed' ? 'confirmed' : earlier.proof
  const merged = weigh({ ...source, ...earlier.source }, key, both, [...earlier.reasons, ...reasons])
  return { ...told, weighed: search.weighed.map((one) => (one === earlier ? merged : one)) }
}

function proofOf({ reference }: WantedModel, { from }: ModelSource): Proof {
  if (from === 'note') return 'named'
  if (from !== 'catalogue') return 'said'
  // Where nobody says which folder is meant, only the name speaks for it.
  return reference.directory === null ? 'named' : 'listed'
}

function saysWho({ from }: ModelSource): string {
  if (from === 'note') return 'A note in the workflow links to it.'
  if (from === 'companion') return 'A file beside the model names it.'
  return from === 'catalogue' ? 'A list of models has it.' : 'The workflow names it.'
}
