import type { PackResolution } from '@greenlight/shared/packs'
import type { NodeTypeEntry } from '@greenlight/shared/report'
import type { NodeDefinition } from '../../definitions.js'
import { answerOf } from '../../resolve/pack-answer.js'
import { type Answers, describeResolution } from '../../resolve/describe-resolution.js'
import { resolvePacks } from '../../resolve/resolve-packs.js'
import type { NodeTypeReference } from '../../workflow/references.js'
import { type Cause, distinctEvidence } from '../cause.js'
import { judgeCore } from './core-ladder.js'
import { judgeDrawn } from './drawn-by-page.js'
import { type Facts, listedBy, objectInfo } from './facts.js'
import type { Judged } from './judged.js'
import { judgePackType } from './pack-ladder.js'
import { providerOf } from './provider.js'

export interface JudgedType {
  readonly entry: NodeTypeEntry
  readonly cause: Cause | null
}

/**
 * The state of every node type, and what stands in its way: registered, else drawn by the page alone, else ComfyUI's own
 * (core first: catalogues claim core names too), else of a node pack that is switched off, failed or absent. Packs are chosen for
 * all types together; `packs` is null when every type is answered without them.
 */
export function judgeNodeTypes(
  references: readonly NodeTypeReference[],
  facts: Facts,
): { types: readonly JudgedType[]; packs: PackResolution | null } {
  const known = new Map(references.map((reference) => [reference, climb(reference, facts)]))
  const foreign = references.filter((reference) => known.get(reference) === null)
  const { installed } = facts
  const resolved = foreign.length === 0 ? null : resolvePacks({ ...facts, foreign, all: references })
  const answers: Answers = new Map(resolved?.cases.map((one) => [one.reference, answerOf(one, installed)]))
  const types = references.flatMap((reference) => {
    const answer = answers.get(reference)
    const judged = known.get(reference) ?? (answer === undefined ? null : judgePackType(reference, answer, installed))
    return judged === null ? [] : [entryOf(reference, judged)]
  })
  return { types, packs: resolved === null ? null : describeResolution(resolved, answers, facts.known) }
}

function entryOf(reference: NodeTypeReference, judged: Judged): JudgedType {
  const evidence = distinctEvidence([...judged.evidence, ...reference.evidence])
  const entry: NodeTypeEntry = {
    type: reference.type,
    count: reference.nodes.length,
    nodes: reference.nodes.map((node) => node.id),
    active: reference.active,
    state: judged.state,
    pack: judged.pack,
    candidates: [...judged.candidates],
    evidence,
  }
  if (judged.cause === null || !reference.active) return { entry, cause: null }
  const nodes = reference.nodes.filter((node) => node.active).map((node) => node.id)
  return { entry, cause: { severity: 'blocks', ...judged.cause, wanting: [reference.type], nodes, evidence } }
}

/** Null where a node pack has to answer. */
function climb(reference: NodeTypeReference, facts: Facts): Judged | null {
  const definition = facts.installed.definitions?.get(reference.type)
  if (definition !== undefined) return registered(definition, facts)
  return judgeDrawn(reference.type, facts) ?? judgeCore(reference, facts)
}

function registered(definition: NodeDefinition, { installed }: Facts): Judged {
  const module = definition.module === '' ? '' : ` (${definition.module})`
  const evidence = [objectInfo(`${listedBy(installed)} lists it${module}.`)]
  return { state: 'registered', pack: providerOf(definition, installed), candidates: [], evidence, cause: null }
}
