import type { ModelDecision } from '@greenlight/shared/decisions'
import type { ModelEntry } from '@greenlight/shared/report'
import type { Installed, Known } from '../../installed.js'
import type { ModelKnowledge } from '../../model-knowledge.js'
import { listedFor, sourcesFor } from '../../sources/sources-for.js'
import type { ModelReference } from '../../workflow/references.js'
import { type Cause, distinctEvidence } from '../cause.js'
import { contentCauses } from './content/content-causes.js'
import { chooseDecidedFile, putDecidedFirst } from './decided-model.js'
import { findContent } from './content/find-content.js'
import { judgeFile } from './content/judge-file.js'
import { findModel } from './find-model.js'
import { modelCause } from './model-causes.js'

/** What is known of sources beyond the workflow: lists of models, and private hosts (`host:port`) that the user allowed. */
export interface SourcesKnown {
  readonly models?: Known['models']
  readonly allowed?: ReadonlySet<string>
  /** What the person chose for this model before. */
  readonly decision?: ModelDecision | null
}

/** Where one model is, what it is, and what stands in its way. An inactive one is listed and stands in nobody's way. */
export function judgeModel(
  reference: ModelReference,
  installed: Installed,
  knowledge: ModelKnowledge,
  { models, allowed, decision = null }: SourcesKnown = {},
): { entry: ModelEntry; causes: readonly Cause[] } {
  const facts = {
    listed: models === undefined ? [] : listedFor(reference, models),
    ...(allowed === undefined ? {} : { allowed }),
  }
  const claimed = sourcesFor(reference, facts)
  const named = findModel(reference, installed)
  const found = chooseDecidedFile(judgeFile(findContent(named, { reference, installed, knowledge, sources: claimed }), knowledge), decision)
  const known = found.file === null ? undefined : knowledge.byPath.get(found.file.path)
  // What lies beside a damaged file says where it came from; of a whole one nobody asks.
  const again = found.state === 'corrupt' && known !== undefined && known.claims.length > 0
  const sources = again ? sourcesFor(reference, { ...facts, companions: known.claims }) : claimed
  const content = contentCauses(reference, found, known, knowledge)
  const entry: ModelEntry = {
    name: reference.name,
    directory: reference.directory,
    node: reference.node,
    nodeType: reference.nodeType,
    widget: reference.widget,
    active: reference.active,
    state: found.state,
    file: found.file,
    sources: putDecidedFirst(sources, decision),
    candidates: [...found.candidates].sort((a, b) => b.confidence - a.confidence || (a.path < b.path ? -1 : 1)),
    evidence: distinctEvidence([...found.evidence, ...content.evidence, ...reference.evidence]),
  }
  const cause = modelCause(entry, found.how)
  return { entry, causes: reference.active ? [...(cause === null ? [] : [cause]), ...content.causes] : [] }
}
