/** The service's shapes, field by field, in the order of its own document. All is optional there; a healthy answer has what is set here. */

export interface WirePublisher {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly website: string
  readonly support: string
  readonly source_code_repo: string
  readonly logo: string
  readonly createdAt: string
  readonly members: readonly {
    readonly id: string
    readonly user: { readonly id: string; readonly email: string; readonly name: string }
    readonly role: string
  }[]
  readonly status: 'PublisherStatusActive' | 'PublisherStatusBanned'
}

export interface WireVersion {
  readonly id: string
  readonly version: string
  readonly node_id: string
  readonly createdAt: string
  readonly changelog: string
  readonly dependencies: readonly string[]
  readonly downloadUrl: string
  readonly deprecated: boolean
  readonly status: `NodeVersionStatus${'Active' | 'Deleted' | 'Banned' | 'Pending' | 'Flagged'}`
  readonly status_reason: string
  readonly tags: readonly string[]
  readonly tags_admin: readonly string[]
  readonly comfy_node_extract_status: string
  readonly supported_comfyui_version: string
  readonly supported_comfyui_frontend_version: string
  readonly supported_os: readonly string[]
  readonly supported_accelerators: readonly string[]
}

export interface WireComfyNode {
  readonly comfy_node_name: string
  readonly category: string
  readonly description: string
  /** JSON text. */
  readonly input_types: string
  readonly return_types: string
  readonly return_names: string
  readonly output_is_list: readonly boolean[]
  readonly deprecated: boolean
  readonly experimental: boolean
  readonly function: string
  readonly policy: `ComfyNodePolicy${'Active' | 'Banned' | 'LocalOnly'}`
}

export interface WireNode {
  readonly id: string
  readonly name: string
  readonly category: string
  readonly description: string
  readonly author: string
  /** Text, often JSON in it. */
  readonly license: string
  readonly icon: string
  readonly banner_url: string
  readonly repository: string
  readonly tags: readonly string[]
  readonly tags_admin: readonly string[]
  readonly supported_os: readonly string[]
  readonly supported_accelerators: readonly string[]
  readonly supported_comfyui_version: string
  readonly supported_comfyui_frontend_version: string
  /** Missing for packs that never published. */
  readonly latest_version?: WireVersion
  readonly rating: number
  readonly downloads: number
  readonly github_stars: number
  readonly search_ranking: number
  readonly publisher: WirePublisher
  readonly status: `NodeStatus${'Active' | 'Deleted' | 'Banned'}`
  readonly status_detail: string
  readonly preempted_comfy_node_names: readonly string[]
  readonly translations: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly created_at: string
}

/** A pack as the service has it; `latest_version` is worked out. */
export interface HeldPack {
  readonly node: Omit<WireNode, 'latest_version'>
  readonly versions: readonly HeldVersion[]
  /** When something of it last changed. */
  readonly changed: string
}
export interface HeldVersion {
  readonly wire: WireVersion
  /** Null: its node types were never read. */
  readonly types: readonly WireComfyNode[] | null
}
