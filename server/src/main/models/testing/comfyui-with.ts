import { tempTree, type Tree } from '../../../adapters/files/testing/temp-tree.js'
import { readFixture } from '../../../core/model-files/families/testing/read-fixture.js'
import { fixtures } from '../../../core/model-files/families/testing/all-fixtures.js'
import { buildSafetensors } from '../../../core/model-files/testing/build-safetensors.js'

/** The tensors of one rule of the families, in a whole file; `salt` makes another content of the same tensors' names. */
export function modelLike(rule: string, salt = ''): Uint8Array {
  const { tensors } = readFixture(fixtures.get(rule) ?? '')
  // The lengths that rules read may be large: the type of a bit a weight keeps the files small.
  const built = Object.fromEntries(tensors.map(({ name, shape }) => [name, { dtype: 'F4', shape: shape.length === 0 ? [2] : shape }]))
  return buildSafetensors(built, salt === '' ? undefined : { salt })
}

/** A ComfyUI folder as far as Greenlight reads it, and a state folder beside, below a path with blanks and other letters. */
export async function comfyuiWith(tree: Tree) {
  const made = await tempTree({
    'Мой ComfyUI/main.py': '',
    'Мой ComfyUI/comfyui_version.py': '__version__ = "0.29.0"\r\n',
    'Мой ComfyUI/custom_nodes/': '',
    ...Object.fromEntries(folders.map((name) => [`Мой ComfyUI/models/${name}/`, ''])),
    ...Object.fromEntries(Object.entries(tree).map(([path, content]) => [path.startsWith('../') ? path.slice(3) : `Мой ComfyUI/${path}`, content])),
  })
  return { ...made, comfyui: made.at('Мой ComfyUI'), state: made.at('state'), inComfyui: (...parts: string[]) => made.at('Мой ComfyUI', ...parts) }
}

const folders = ['checkpoints', 'controlnet', 'diffusion_models', 'loras', 'upscale_models', 'vae']

export interface Wanted {
  readonly type: string
  readonly widgets: readonly unknown[]
  readonly models?: readonly { readonly name: string; readonly directory: string; readonly hash?: string; readonly hash_type?: string; readonly url?: string }[]
}

/** A workflow as the frontend saves it, with loaders alone. */
export function workflowOf(...nodes: readonly Wanted[]): string {
  return JSON.stringify({
    version: 0.4,
    last_node_id: nodes.length,
    last_link_id: 0,
    nodes: nodes.map(({ type, widgets, models }, at) => ({
      id: at + 1,
      type,
      pos: [0, 0],
      size: [1, 1],
      flags: {},
      order: at,
      mode: 0,
      inputs: [],
      outputs: [],
      properties: { 'cnr_id': 'comfy-core', 'ver': '0.29.0', 'Node name for S&R': type, ...(models === undefined ? {} : { models }) },
      widgets_values: widgets,
    })),
    links: [],
    groups: [],
    config: {},
    extra: {},
  })
}

export const checkpoint = (name: string, hash?: { readonly hash: string; readonly hash_type: string }): Wanted => ({
  type: 'CheckpointLoaderSimple',
  widgets: [name],
  ...(hash === undefined ? {} : { models: [{ name, directory: 'checkpoints', ...hash }] }),
})

export const lora = (name: string, hash?: { readonly hash: string; readonly hash_type: string }): Wanted => ({
  type: 'LoraLoaderModelOnly',
  widgets: [name, 1],
  ...(hash === undefined ? {} : { models: [{ name, directory: 'loras', ...hash }] }),
})
