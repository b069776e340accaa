/** Node types that exist only in the page: no server registers them, none of them is ever missing on the server. */

/** `module` is where it comes from: `frontend` or the registry id of the pack whose script makes it. Sorted by type. */
export interface FrontendOnlyType {
  readonly type: string
  readonly module: string
}

const core = ['GraphInput', 'GraphOutput', 'MarkdownNote', 'Note', 'PrimitiveNode', 'Reroute'] as const

const byPack: Readonly<Record<string, readonly string[]>> = {
  'comfyui-kjnodes': ['GetNode', 'SetNode'],
  'comfy-mtb': ['Note Plus (mtb)'],
  'rgthree-comfy': [
    'Bookmark (rgthree)',
    'Fast Actions Button (rgthree)',
    'Fast Bypasser (rgthree)',
    'Fast Groups Bypasser (rgthree)',
    'Fast Groups Muter (rgthree)',
    'Fast Muter (rgthree)',
    'Label (rgthree)',
    'Mute / Bypass Relay (rgthree)',
    'Mute / Bypass Repeater (rgthree)',
    'Node Collector (rgthree)',
    'Node Combiner (rgthree)',
    'Random Unmuter (rgthree)',
    'Reroute (rgthree)',
  ],
}

export const frontendOnlyTypes: readonly FrontendOnlyType[] = [
  ...core.map((type) => ({ type, module: 'frontend' })),
  ...Object.entries(byPack).flatMap(([module, types]) => types.map((type) => ({ type, module }))),
].sort((a, b) => (a.type < b.type ? -1 : 1))

const byType: ReadonlyMap<string, FrontendOnlyType> = new Map(frontendOnlyTypes.map((entry) => [entry.type, entry]))

/** The entry of a type, null when it is not known to be frontend-only. A pack's type still needs that pack in the page. */
export function frontendOnlyType(type: string): FrontendOnlyType | null {
  return byType.get(type) ?? null
}

/** Types whose text is for people. */
export const noteTypes: ReadonlySet<string> = new Set(['MarkdownNote', 'Note', 'Note Plus (mtb)'])
