import type { Evidence } from '@greenlight/shared/report'
import type { KnownModel, ModelKnowledge } from '../../../model-knowledge.js'
import { fitsLoader } from '../../../model-files/families/fits-loader.js'
import type { ModelReference } from '../../../workflow/references.js'
import type { Cause } from '../../cause.js'
import { listOf } from '../../words.js'
import type { Found } from '../found.js'
import { compareHash } from './compare-hash.js'
import { kindWord } from './kind-word.js'

/** Doubts about a file that is where it should be: another content than the workflow means, another kind than its loader reads. */
export function contentCauses(
  reference: ModelReference,
  found: Found,
  known: KnownModel | undefined,
  knowledge: ModelKnowledge,
): { evidence: readonly Evidence[]; causes: readonly Cause[] } {
  if (found.state !== 'present' || known === undefined) return { evidence: [], causes: [] }
  const compared = compareHash(reference, known, knowledge)
  const evidence: Evidence[] = compared.answer === 'unknown' ? [] : [{ from: 'hash', says: compared.says, where: known.path }]
  const causes: Cause[] = []
  if (compared.answer === 'differs') causes.push(otherContent(reference, compared.says, evidence))
  const kind = known.facts?.kind ?? null
  if (kind !== null && reference.directory !== null && fitsLoader(kind, reference.directory) === 'wrong-kind')
    causes.push(wrongKind(reference, kindWord(kind), known.facts?.evidence ?? []))
  return { evidence, causes }
}

function otherContent(reference: ModelReference, says: string, evidence: readonly Evidence[]): Cause {
  return {
    ...common(reference, 'model-other-content'),
    evidence,
    message: () => `${reference.name} is here, but with another content. ${says}`,
    next: () => 'Results may differ from the author’s. Get the file with that hash if they matter.',
  }
}

function wrongKind(reference: ModelReference, what: string, evidence: readonly Evidence[]): Cause {
  return {
    ...common(reference, 'model-wrong-kind'),
    evidence,
    message: ({ wanting }) => `${reference.name} looks like ${what}, which ${wanting.length === 0 ? 'its loader' : listOf(wanting)} does not read.`,
    next: ({ nodes }) => `Choose another file in ${reference.widget ?? 'the widget'} of node ${nodes[0] ?? '?'}, or load this one with the node for its kind.`,
  }
}

function common(reference: ModelReference, kind: Cause['kind']) {
  return {
    key: [kind, reference.directory, reference.name].join('\n'),
    kind,
    severity: 'warns' as const,
    subject: reference.name,
    wanting: reference.nodeType === null ? [] : [reference.nodeType],
    nodes: reference.node === null ? [] : [reference.node],
    fix: null,
  }
}
