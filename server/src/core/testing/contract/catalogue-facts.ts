/** A catalogue in plain words, for those who must build one. */
export interface ToldCatalogue {
  readonly packs: readonly {
    readonly address: string
    readonly formerly?: string
    /** As the list gives it: the registry's id where it is the repository's name, else a nickname. */
    readonly id?: string
    readonly title: string
    readonly description?: string
    readonly author?: string
    readonly stars?: number
    readonly updated?: string
    readonly types: readonly string[]
    readonly pattern?: string
    readonly wins?: readonly string[]
    readonly packages?: readonly string[]
  }[]
  readonly models: readonly {
    readonly name: string
    readonly title: string
    readonly url: string
    readonly page: string
    readonly folder: string
    readonly type: string
    readonly base: string
    readonly size: string
  }[]
}

const github = 'https://github.com/'

export const toldCatalogue: ToldCatalogue = {
  packs: [
    { address: `${github}Owner/Nice-Pack`, id: 'Nice-Pack', title: 'Nice Pack ✨', author: 'Owner', stars: 12, updated: '2026-01-02', types: ['Nice', 'Shared', 'constructor'] },
    { address: `${github}other/vendor`, formerly: `${github}old-owner/Vendor`, title: 'Vendor', types: ['Shared', 'A (vendor)', 'D (vendor)', '節點 ノード'], pattern: ' \\(vendor\\)$', wins: ['Shared'] },
    { address: `${github}third/Collector`, id: 'collects', title: 'Collector', types: ['Shared', 'A (vendor)', 'C (vendor)', 'Mine', 'Nice'], description: 'This repository has been archived by its owner. Use another.' },
    { address: `${github}fourth/Wide`, title: 'Wide', types: ['Wide One'], pattern: '.' },
    { address: `${github}fifth/Bad`, title: 'Bad', types: ['Bad One'], pattern: '((' },
    { address: `${github}sixth/Slow`, title: 'Slow', types: ['Slow One'], pattern: '(a+)+$' },
    { address: `${github}one/Same_Name`, title: 'One', types: ['One'] },
    { address: `${github}two/same-name`, title: 'Two [DEPRECATED]', types: ['Two', '__proto__'] },
    { address: `${github}seventh/ComfyUI_Tools`, id: 'tools', title: 'Tools', types: ['toString'], packages: ['numpy', 'torch>=2'] },
    { address: `${github}eighth/collects`, title: 'Named like a nickname', types: ['Eighth'] },
    { address: `${github}comfyanonymous/ComfyUI`, title: 'ComfyUI', types: ['KSampler', 'Shared'] },
  ],
  models: [
    { name: 'Big.safetensors', title: 'Big', url: 'https://example.org/a/Big.safetensors', page: 'https://example.org/a', folder: 'checkpoints/SDXL', type: 'checkpoint', base: 'SDXL', size: '6.94GB' },
    { name: 'big.safetensors', title: 'Other big', url: 'https://example.org/b/big.safetensors', page: 'https://example.org/b', folder: 'default', type: 'VAE', base: 'SD1', size: '334.6MB' },
    { name: 'in-pack.pth', title: 'In a pack', url: 'https://example.org/in-pack.pth', page: 'https://example.org', folder: 'custom_nodes/pack/models', type: 'other', base: 'x', size: 'unknown' },
  ],
}
