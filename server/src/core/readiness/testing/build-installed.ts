import type { NodePack } from '@greenlight/shared/node-packs'
import type { InputDefinition, NodeDefinition, NodeDefinitions } from '../../definitions.js'
import {
  type Installed,
  type Known,
  type ModelFile,
  type ModelFolders,
  nothingInstalled,
  nothingKnown,
  type PackClaim,
} from '../../installed.js'

/** An installation of which only the named facts are known. */
export function buildInstalled(facts: Partial<Installed> = {}): Installed {
  return { ...nothingInstalled, ...facts }
}

/** A running ComfyUI 0.29.0 that lists these node types. */
export function buildLive(definitions: readonly NodeDefinition[], facts: Partial<Installed> = {}): Installed {
  return buildInstalled({
    root: '/comfy',
    comfyui: '0.29.0',
    objectInfo: 'live',
    definitions: mapOf(definitions),
    ...facts,
  })
}

export function mapOf(definitions: readonly NodeDefinition[]): NodeDefinitions {
  return new Map(definitions.map((definition) => [definition.type, definition]))
}

export function buildDefinition(type: string, facts: Partial<NodeDefinition> = {}): NodeDefinition {
  return {
    type,
    displayName: type,
    description: '',
    category: '',
    module: 'nodes',
    inputs: [],
    outputs: [],
    outputNode: false,
    deprecated: false,
    experimental: false,
    apiNode: false,
    ...facts,
  }
}

/** A loader whose widget picks from a list. */
export function buildLoader(
  type: string,
  widget: string,
  options: readonly string[],
  module = 'nodes',
): NodeDefinition {
  const input: InputDefinition = {
    name: widget,
    section: 'required',
    type: 'COMBO',
    options,
    widget: true,
    controlAfterGenerate: false,
    upload: null,
    tooltip: null,
  }
  return buildDefinition(type, { module, inputs: [input] })
}

export function buildPack(folder: string, facts: Partial<NodePack> = {}): NodePack {
  return {
    folder,
    path: `/comfy/custom_nodes/${folder}`,
    id: null,
    title: folder,
    repository: null,
    kind: 'git',
    state: 'enabled',
    ...facts,
  }
}

/** `buildFolders({ loras: ['a.safetensors'] })`: absolute paths below `/comfy/models`, 1000 bytes each. */
export function buildFolders(
  folders: Readonly<Record<string, readonly string[]>>,
  root = '/comfy/models/',
): ModelFolders {
  return new Map(
    Object.entries(folders).map(([folder, names]) => [
      folder,
      names.map((name): ModelFile => ({ name, path: `${root}${folder}/${name}`, size: 1000 })),
    ]),
  )
}

export function buildClaim(title: string, facts: Partial<PackClaim> = {}): PackClaim {
  return {
    id: title.toLowerCase(),
    repository: `https://github.com/somebody/${title}`,
    title,
    via: 'exact-type',
    ...facts,
  }
}

/** A catalogue of claims by node type; every claimed pack is listed by its id and repository too. */
export function buildKnown(
  claims: Readonly<Record<string, readonly PackClaim[]>>,
  listed: readonly PackClaim[] = [],
): Known {
  const packs = new Map<string, PackClaim>()
  for (const claim of [...Object.values(claims).flat(), ...listed]) {
    if (claim.id !== null) packs.set(claim.id, claim)
    if (claim.repository !== null) packs.set(claim.repository.replace('https://', '').toLowerCase(), claim)
  }
  return { ...nothingKnown, claims: new Map(Object.entries(claims)), packs, source: 'catalogue' }
}
