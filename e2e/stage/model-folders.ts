import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { projectRoot } from '../set-up/parts.ts'

export interface ModelFolders {
  root: string
  remove(): void
}

/** The demo's own installation: six model files. Nothing is removed. */
export const demo: ModelFolders = { root: join(projectRoot, 'demo', 'ComfyUI'), remove: () => undefined }

/** An empty installation that takes files below `models/`. */
function makeFolders(): ModelFolders & { add(path: string, content: Buffer): void } {
  const base = mkdtempSync(join(tmpdir(), 'greenlight e2e models-'))
  const root = join(base, 'ComfyUI')
  for (const folder of ['custom_nodes', 'input', 'models', 'user/default/workflows']) mkdirSync(join(root, folder), { recursive: true })
  for (const file of ['main.py', 'nodes.py', 'folder_paths.py']) writeFileSync(join(root, file), '')
  const add = (path: string, content: Buffer) => {
    mkdirSync(dirname(join(root, 'models', path)), { recursive: true })
    writeFileSync(join(root, 'models', path), content)
  }
  return { root, add, remove: () => rmSync(base, { recursive: true, force: true, maxRetries: 5 }) }
}

/** `count` small files, `lora 00000.safetensors` and so on, which sort as they count. */
export function makeManyModels(count: number): ModelFolders {
  const { add, ...folders } = makeFolders()
  for (let at = 0; at < count; at += 1) add(`loras/lora ${String(at).padStart(5, '0')}.safetensors`, safetensors({ w: [1] }, {}, at))
  return folders
}

const vae = { 'decoder.conv_in.weight': [512, 4, 3, 3], 'decoder.up.3.block.0.norm1.weight': [512], 'encoder.down.0.block.0.conv1.weight': [128, 128, 3, 3] }
const control = {
  'input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight': [320, 768],
  'zero_convs.0.0.weight': [320, 320, 1, 1],
  'input_hint_block.0.weight': [16, 3, 3, 3],
  'input_blocks.1.0.in_layers.0.weight': [320],
}

/** What a shelf of real files has: known kinds, a copy under another name, a cut download, a saved web page, long names. */
export function makeModelShelf(): ModelFolders {
  const { add, ...folders } = makeFolders()
  const title = { 'modelspec.title': 'Harbour colours', 'modelspec.author': 'A. Painter', 'modelspec.license': 'MIT' }
  add('vae/harbour-colours.safetensors', safetensors(vae, title, 1))
  add('vae/old/harbour-colours copy.safetensors', safetensors(vae, title, 1))
  add('controlnet/edges_sd15_fp32.safetensors', safetensors(control, {}, 2))
  add('checkpoints/cut-download.safetensors', safetensors(control, {}, 3).subarray(0, 100_000))
  add('loras/styles/a page instead of a model.safetensors', Buffer.from('<!DOCTYPE html><html><title>Sign in</title></html>'))
  add('text_encoders/a_text_encoder_with_a_very_long_name_7b_instruct_v2.5_fp8_e4m3fn_scaled.safetensors', safetensors({ w: [4, 4] }, {}, 4))
  return folders
}

/** Float32 tensors by name and shape; the first number of each is `value`, the others are 0. */
function safetensors(tensors: Record<string, number[]>, metadata: Record<string, string>, value: number): Buffer {
  let end = 0
  const bodies: Buffer[] = []
  const named = Object.entries(tensors).map(([name, shape]) => {
    const body = Buffer.alloc(4 * shape.reduce((all, length) => all * length, 1))
    body.writeFloatLE(value)
    bodies.push(body)
    const start = end
    end += body.length
    return [name, { dtype: 'F32', shape, data_offsets: [start, end] }] as const
  })
  const told = Object.keys(metadata).length === 0 ? {} : { __metadata__: metadata }
  const header = Buffer.from(JSON.stringify({ ...told, ...Object.fromEntries(named) }))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  return Buffer.concat([length, header, ...bodies])
}
