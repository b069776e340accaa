import type { ModelEntry } from '@greenlight/shared/report'
import type { Installed } from '../../../installed.js'
import { hashKey } from '../../../model-index.js'
import type { ModelKnowledge } from '../../../model-knowledge.js'
import type { ModelReference } from '../../../workflow/references.js'
import { comboOf } from '../../combo.js'
import type { Found } from '../found.js'
import { hashesAsked } from '../hashes-asked.js'
import { speller } from '../spelling.js'
import { foundOutside } from './outside.js'
import { sameContent } from './same-content.js'
import { similarlyNamed } from './similar.js'

interface Asked {
  readonly reference: ModelReference
  readonly installed: Installed
  readonly knowledge: ModelKnowledge
  readonly sources: ModelEntry['sources']
}

/**
 * What is found beyond the name: the same content, then the name outside of ComfyUI's folders, then names like it. The exact
 * name in its place stands; a proven content outranks every other kind of name; a guess outranks nothing.
 */
export function findContent(named: Found, { reference, installed, knowledge, sources }: Asked): Found {
  if (named.state === 'present' || named.state === 'downloads-itself' || named.state === 'corrupt') return named
  const options = comboOf(installed, reference.nodeType, reference.widget)?.options ?? null
  const spell = speller(installed, options)
  const proven = sameContent(reference, knowledge, spell)
  if (proven !== null) return proven
  if (named.how !== 'nowhere') return named
  const outside = foundOutside(reference, knowledge)
  if (outside !== null) return outside
  const similar = installed.models === null ? null : similarlyNamed(reference, installed.models, spell)
  const nowhere = { ...named, evidence: [...named.evidence, ...unprovenOf(reference, knowledge)] }
  if (similar === null) return nowhere
  // A place that offers the very file is a surer answer than a name like it, which is shown beside.
  const offered = sources.some(({ from, doubt }) => from !== 'note' && doubt === undefined)
  return similar.state === 'uncertain' && offered ? { ...nowhere, candidates: similar.candidates } : similar
}

function unprovenOf(reference: ModelReference, { unproven }: ModelKnowledge): Found['evidence'] {
  if (!hashesAsked(reference.embedded).some((asked) => unproven.has(hashKey(asked)))) return []
  return [{ from: 'index', says: 'The workflow names its hash, and not every file here is hashed yet: `greenlight models index --full` would tell.' }]
}
