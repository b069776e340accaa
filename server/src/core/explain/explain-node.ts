import type { NodeExplanation } from '@greenlight/shared/explain'
import type { NodeTypeEntry } from '@greenlight/shared/report'
import type { NodeDefinition } from '../definitions.js'
import { coreNodeType } from '../facts/core-node-types.js'
import type { Installed } from '../installed.js'
import { listOf } from '../readiness/words.js'
import type { FlatNode } from '../workflow/model.js'
import type { Around } from './around.js'
import { ifBypassed } from './if-bypassed.js'
import { typedInputs } from './links.js'
import { inputSockets, outputSockets, outputsOf } from './sockets.js'

/** One node: what it is, who provides it, what goes in and out, its models, and what stands in its way. */
export function explainNode(node: FlatNode, around: Around): NodeExplanation {
  const { report, installed, readers } = around
  const definition = installed.definitions?.get(node.type) ?? null
  const entry = report.nodeTypes.find((one) => one.type === node.type) ?? null
  const provider = providerOf(node.type, entry, definition, installed)
  return {
    node: node.id,
    type: node.type,
    title: node.title ?? definition?.displayName ?? node.type,
    says: describe(node, definition, provider),
    state: entry?.state ?? 'undetermined',
    active: node.active,
    provider,
    inputs: inputSockets(node, around),
    outputs: outputSockets(node, definition, around),
    widgets: node.widgets.map(({ name, value }) => ({
      name,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    })),
    models: report.models.filter((model) => model.node === node.id),
    dependents: [...new Set((readers.get(node.id) ?? []).map((reader) => reader.node.id))],
    ifBypassed: ifBypassed(
      node,
      typedInputs(node, definition),
      outputsOf(node, definition),
      readers.get(node.id) ?? [],
    ),
    why: report.findings.filter((finding) => finding.nodes.includes(node.id)),
    evidence: entry?.evidence ?? [],
  }
}

function providerOf(
  type: string,
  entry: NodeTypeEntry | null,
  definition: NodeDefinition | null,
  installed: Installed,
): NodeExplanation['provider'] {
  const pack = entry?.pack ?? null
  if (pack !== null) {
    return {
      kind: 'node-pack',
      name: pack.title,
      ...(pack.version === undefined ? {} : { version: pack.version }),
      pack,
    }
  }
  if (entry?.state === 'frontend-only') return { kind: 'frontend', name: "ComfyUI's page", pack: null }
  if (definition !== null || coreNodeType(type) !== null || entry?.state === 'core-too-old') {
    const version = entry?.state === 'registered' && installed.comfyui !== null ? { version: installed.comfyui } : {}
    return { kind: 'comfyui', name: 'ComfyUI', ...version, pack: null }
  }
  return { kind: 'unknown', name: 'unknown', pack: null }
}

function describe(node: FlatNode, definition: NodeDefinition | null, provider: NodeExplanation['provider']): string {
  const from = {
    comfyui: 'a node of ComfyUI',
    frontend: 'a node of the page alone',
    'node-pack': `a node of ${provider.name}`,
    unknown: 'a node nobody here knows',
  }[provider.kind]
  const category = definition === null || definition.category === '' ? '' : ` under ${definition.category}`
  const gives = outputsOf(node, definition).map((output) => output.name || output.type)
  const makes =
    gives.length > 0
      ? ` It gives ${listOf(gives, 6)}.`
      : definition?.outputNode === true
        ? ' It is where the workflow puts out its result.'
        : ''
  const described =
    definition === null || definition.description.trim() === '' ? '' : ` ${definition.description.trim()}`
  const warning = definition?.deprecated === true ? ' ComfyUI calls it deprecated.' : ''
  return `${node.type} is ${from}${category}.${makes}${described}${warning}`
}
