import type { ModelKind } from '@greenlight/shared/models'
import type { Evidence } from '@greenlight/shared/report'
import type { TensorTable } from '../../model-facts.js'
import { readDeclared, readHints, type DeclaredFamily } from './declared-families.js'
import { baseOf } from './base-of.js'
import { familyTitle } from './family-title.js'
import { matchRules, type Match } from './match-rules.js'
import { indexNames, type NameIndex } from './name-index.js'
import { findQuantisation } from './quantisation.js'
import { rules } from './rules.js'
import { tellCompanions, tellDeclared, tellMatch, tellNothing, tellTie } from './tell-evidence.js'

export interface Classification {
  readonly kind: ModelKind | null
  /** Id of an architecture (`familyTitle` names it); null where tensors tell none, or where rules disagree. */
  readonly family: string | null
  /** `bf16`, `fp8_e4m3fn_scaled`, `Q4_K_M` ...: the type of most bytes. */
  readonly quantisation: string | null
  /** Rules that spoke, then what the file declares. Never empty. */
  readonly evidence: Evidence[]
}

/** Parts that make a checkpoint of a diffusion model. Source: ComfyUI comfy/supported_models_base.py and supported_models.py. */
const companions = [
  'audio_vae',
  'cond_stage_model',
  'conditioner',
  'first_stage_model',
  'pretransform',
  'text_encoder',
  'text_encoders',
  'vae',
]

/**
 * What a model file is, by its tensors' names and shapes alone; `name` is only quoted. Rules that disagree make a tie: then kind or
 * family is null and all of them are shown. What the file declares chooses among families with the same tensors, and is shown where
 * it contradicts them. O(tensors); never throws on foreign text.
 */
export function classify(table: TensorTable, name: string): Classification {
  const index = indexNames(table)
  const declared = readDeclared(table.metadata)
  const matches = matchRules(rules, index, table.metadata.get('general.architecture') ?? null)
  const quantisation = findQuantisation(table, index)
  const kind = onlyKind(matches, index)
  const family = kind === null ? null : onlyFamily(matches, declared)
  const evidence = [
    ...tell(matches, index, name),
    ...[...declared, ...readHints(table.metadata)].map((said) => tellDeclared(said, agreement(said, family))),
  ]
  return { kind, family, quantisation, evidence }
}

function tell(matches: readonly Match[], index: NameIndex, name: string): readonly Evidence[] {
  if (matches.length === 0) return [tellNothing(name)]
  const beside = matches.some(({ rule }) => rule.kind === 'diffusion-model') ? companionsIn(index) : []
  const tie = kindsOf(matches).length > 1 || familiesOf(matches).length > 1
  return [
    ...matches.map(tellMatch),
    ...(beside.length > 0 ? [tellCompanions(beside)] : []),
    ...(tie ? [tellTie(matches)] : []),
  ]
}

function onlyKind(matches: readonly Match[], index: NameIndex): ModelKind | null {
  const [kind, other] = kindsOf(matches)
  if (kind === undefined || other !== undefined) return null
  return kind === 'diffusion-model' && companionsIn(index).length > 0 ? 'checkpoint' : kind
}

function kindsOf(matches: readonly Match[]): readonly ModelKind[] {
  return [...new Set(matches.map(({ rule }) => rule.kind))]
}

/** A rule that tells no family leaves it to those that do. */
function familiesOf(matches: readonly Match[]): readonly string[] {
  return [...new Set(matches.flatMap(({ rule }) => rule.family ?? []))]
}

function companionsIn({ heads }: NameIndex): readonly string[] {
  return companions.filter((head) => heads.has(head))
}

function onlyFamily(matches: readonly Match[], declared: readonly DeclaredFamily[]): string | null {
  const [family, other] = familiesOf(matches)
  if (other !== undefined) return null
  const choices = new Set(matches.flatMap(({ rule }) => rule.mayBe ?? []))
  return declared.find((said) => choices.has(said.family))?.family ?? family ?? null
}

/**
 * The family that contradicts what is said; empty where both agree, null where there is nothing to compare. The name of a whole
 * group agrees with each of its members.
 */
function agreement(said: DeclaredFamily, family: string | null): string | null {
  if (family === null) return null
  const [saidBase, base] = [baseOf(said.family), baseOf(family)]
  const same = said.family === family || (saidBase === base && (said.family === base || family === base))
  return same ? '' : familyTitle(family)
}
