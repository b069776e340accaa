import type { ModelEntry } from '@greenlight/shared/report'
import type { Installed } from '../../installed.js'
import type { ModelReference } from '../../workflow/references.js'
import { type Cause, distinctEvidence } from '../cause.js'
import { findModel } from './find-model.js'
import { modelCause } from './model-causes.js'
import { sourcesOf } from './sources.js'

/** Where one model is, and what stands in its way. An inactive one is listed and stands in nobody's way. */
export function judgeModel(
  reference: ModelReference,
  installed: Installed,
): { entry: ModelEntry; cause: Cause | null } {
  const found = findModel(reference, installed)
  const entry: ModelEntry = {
    name: reference.name,
    directory: reference.directory,
    node: reference.node,
    nodeType: reference.nodeType,
    widget: reference.widget,
    active: reference.active,
    state: found.state,
    file: found.file,
    sources: sourcesOf(reference),
    candidates: [...found.candidates].sort((a, b) => b.confidence - a.confidence || (a.path < b.path ? -1 : 1)),
    evidence: distinctEvidence([...found.evidence, ...reference.evidence]),
  }
  return { entry, cause: reference.active ? modelCause(entry, found.how) : null }
}
