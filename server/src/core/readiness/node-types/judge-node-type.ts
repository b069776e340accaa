import type { NodeTypeEntry } from '@greenlight/shared/report'
import type { NodeDefinition } from '../../definitions.js'
import type { NodeTypeReference } from '../../workflow/references.js'
import { type Cause, distinctEvidence } from '../cause.js'
import { judgeCore } from './core-ladder.js'
import { judgeDrawn } from './drawn-by-page.js'
import { type Facts, listedBy, objectInfo } from './facts.js'
import type { Judged } from './judged.js'
import { judgePackType } from './pack-ladder.js'
import { providerOf } from './provider.js'

/**
 * The state of one node type, and what stands in its way: registered, else drawn by the page alone, else ComfyUI's own
 * (core first: catalogues claim core names too), else of a node pack that is switched off, failed or absent.
 */
export function judgeNodeType(
  reference: NodeTypeReference,
  facts: Facts,
): { entry: NodeTypeEntry; cause: Cause | null } {
  const judged = climb(reference, facts)
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

function climb(reference: NodeTypeReference, facts: Facts): Judged {
  const definition = facts.installed.definitions?.get(reference.type)
  if (definition !== undefined) return registered(definition, facts)
  return judgeDrawn(reference.type, facts) ?? judgeCore(reference, facts) ?? judgePackType(reference, facts)
}

function registered(definition: NodeDefinition, { installed }: Facts): Judged {
  const module = definition.module === '' ? '' : ` (${definition.module})`
  const evidence = [objectInfo(`${listedBy(installed)} lists it${module}.`)]
  return { state: 'registered', pack: providerOf(definition, installed), candidates: [], evidence, cause: null }
}
