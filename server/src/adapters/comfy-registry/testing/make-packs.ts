import type { HeldPack, HeldVersion, WireComfyNode, WireNode, WireVersion } from './wire.js'

const publisher = (id: string): WireNode['publisher'] => ({
  id,
  name: `Publisher ${id}`,
  description: '',
  website: '',
  support: '',
  source_code_repo: '',
  logo: '',
  createdAt: '2024-05-06T07:08:09.101112Z',
  members: [{ id: `m-${id}`, user: { id: `u-${id}`, email: '', name: id }, role: 'owner' }],
  status: 'PublisherStatusActive',
})

/** A node type with these inputs and outputs; the texts can be given as they stand. */
export function comfyNode(name: string, more: Partial<WireComfyNode> = {}): WireComfyNode {
  return {
    comfy_node_name: name,
    category: 'stand-in',
    description: '',
    input_types: JSON.stringify({
      required: { image: ['IMAGE'], mode: [['a', 'b'], { default: 'a' }] },
      optional: { mask: ['MASK'] },
      hidden: { id: 'UNIQUE_ID' },
    }),
    return_types: JSON.stringify(['IMAGE', 'MASK']),
    return_names: JSON.stringify(['image', 'mask']),
    output_is_list: [false, false],
    deprecated: false,
    experimental: false,
    function: 'run',
    policy: 'ComfyNodePolicyActive',
    ...more,
  }
}

export function version(
  nodeId: string,
  number: string,
  types: readonly WireComfyNode[] | null,
  more: Partial<WireVersion> = {},
): HeldVersion {
  const wire: WireVersion = {
    id: `00000000-0000-4000-8000-${[...`${nodeId}${number}`]
      .reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1e12, 7)
      .toString()
      .padStart(12, '0')}`,
    version: number,
    node_id: nodeId,
    createdAt: '2025-02-09T12:51:54.479852Z',
    changelog: '',
    dependencies: ['numpy', 'git+https://example.invalid/x.git'],
    downloadUrl: `https://cdn.example.invalid/${nodeId}/${number}/node.zip`,
    deprecated: false,
    status: 'NodeVersionStatusActive',
    status_reason: '',
    tags: [],
    tags_admin: [],
    comfy_node_extract_status: types === null ? 'pending' : 'success',
    supported_comfyui_version: '',
    supported_comfyui_frontend_version: '',
    supported_os: [],
    supported_accelerators: [],
    ...more,
  }
  return { wire, types }
}

export function pack(
  id: string,
  versions: readonly HeldVersion[],
  more: Partial<Omit<WireNode, 'latest_version'>> = {},
  changed = '2025-03-01T00:00:00Z',
): HeldPack {
  const node: HeldPack['node'] = {
    id,
    name: `Pack ${id}`,
    category: '',
    description: 'Made for tests.',
    author: '',
    license: '{"file": "LICENSE"}',
    icon: '',
    banner_url: '',
    repository: `https://github.com/maker/${id}.git`,
    tags: [],
    tags_admin: [],
    supported_os: [],
    supported_accelerators: [],
    supported_comfyui_version: '',
    supported_comfyui_frontend_version: '',
    rating: 0,
    downloads: 909,
    github_stars: 0,
    search_ranking: 3,
    publisher: publisher('maker'),
    status: 'NodeStatusActive',
    status_detail: '',
    preempted_comfy_node_names: [],
    translations: {},
    created_at: '2025-02-09T12:51:54.479852Z',
    ...more,
  }
  return { node, versions, changed }
}

/** So many plain packs, `pack-000` and on, each with one version and two node types. */
export function manyPacks(count: number): HeldPack[] {
  return Array.from({ length: count }, (_, at) => {
    const id = `pack-${String(at).padStart(3, '0')}`
    return pack(id, [version(id, `1.${at}.0`, [comfyNode(`${id} A`), comfyNode(`${id} B`)])], {
      downloads: at,
      github_stars: at * 2,
      description: `Größe 模型 №${at}\r\nsecond line`,
    })
  })
}
