import type { ModelEntry } from '@greenlight/shared/report'
import type { ModelKind } from '@greenlight/shared/models'
import { familyTitle } from '../model-files/families/family-title.js'
import { fitsBase } from '../model-files/families/fits-base.js'
import type { ModelKnowledge } from '../model-knowledge.js'
import type { Cause } from './cause.js'
import { kindWord } from './models/content/kind-word.js'

const addons: ReadonlySet<ModelKind> = new Set(['controlnet', 'embedding', 'ip-adapter', 'lora'])
const bases: ReadonlySet<ModelKind> = new Set(['checkpoint', 'diffusion-model'])

/**
 * LoRAs, ControlNets and the like under a base model of another family. Said only where every base model in use is known
 * and of one family, so that a workflow with two pipelines raises no false alarm.
 */
export function otherBaseCauses(models: readonly ModelEntry[], knowledge: ModelKnowledge): Cause[] {
  const used = models.filter((entry) => entry.active && entry.state === 'present' && entry.node !== null)
  const known = used.map((entry) => ({ entry, facts: entry.file === null ? null : (knowledge.byPath.get(entry.file.path)?.facts ?? null) }))
  const underBases = known.filter(({ entry, facts }) => isBase(entry, facts?.kind ?? null))
  const families = new Set(underBases.map(({ facts }) => facts?.family ?? null))
  const [family] = families
  if (families.size !== 1 || family === null || family === undefined) return []
  const base = underBases[0]?.entry.name ?? ''
  return known.flatMap(({ entry, facts }) => {
    if (facts === null || facts.kind === null || facts.family === null || !addons.has(facts.kind)) return []
    if (fitsBase(facts.kind, facts.family, family) !== 'other-base') return []
    return [toCause(entry, `${kindWord(facts.kind)} for ${familyTitle(facts.family)}`, `${familyTitle(family)} (${base})`, facts.evidence)]
  })
}

function isBase({ directory }: ModelEntry, kind: ModelKind | null): boolean {
  return kind === null ? directory === 'checkpoints' || directory === 'diffusion_models' : bases.has(kind)
}

function toCause(entry: ModelEntry, what: string, base: string, evidence: Cause['evidence']): Cause {
  return {
    key: ['model-other-base', entry.directory, entry.name].join('\n'),
    kind: 'model-other-base',
    severity: 'warns',
    subject: entry.name,
    wanting: entry.nodeType === null ? [] : [entry.nodeType],
    nodes: entry.node === null ? [] : [entry.node],
    fix: null,
    evidence,
    message: () => `${entry.name} is ${what}, and the workflow’s base model is ${base}.`,
    next: () => 'It will have no effect, or fail when it runs. Choose one made for this base model.',
  }
}
