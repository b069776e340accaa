import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const workflows = fileURLToPath(new URL('../workflows/', import.meta.url))

/** Names of the files in workflows/. */
export type WorkflowName = 'bypassed' | 'group-node' | 'missing-model' | 'missing-pack' | 'mixed' | 'ready' | 'subgraph'

/** A workflow as the file says it. */
export function readWorkflow(name: WorkflowName): Record<string, unknown> {
  return JSON.parse(readFileSync(join(workflows, `${name}.json`), 'utf8')) as Record<string, unknown>
}

export function workflowFile(name: WorkflowName): string {
  return join(workflows, `${name}.json`)
}

/** A folder laid out like a small ComfyUI installation; its name has a space and letters beyond ASCII, as users' folders have. */
export interface Installation {
  root: string
  /** State folder of the sidecar, also what the node pack looks in. */
  state: string
  /** Writes a model file that any reader takes for a real, tiny one. `path` is relative to `models/`. */
  addModel(path: string): void
  /** Puts a picture of one dot into the input folder. */
  addInput(name: string): void
  /** A node pack that says nothing of itself but its version. */
  addPack(name: string): void
  remove(): void
}

/** A safetensors file with one tensor, of four bytes unless told otherwise. */
export function tinyModel(bytes = 4): Buffer {
  const header = Buffer.from(`{"w":{"dtype":"F32","shape":[${bytes / 4}],"data_offsets":[0,${bytes}]}}`)
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  return Buffer.concat([length, header, Buffer.alloc(bytes)])
}

/** Makes one with the saved workflows named, two models that `ready` needs, and one that lies in a wrong folder. */
export function makeInstallation(saved: readonly WorkflowName[] = ['missing-pack', 'mixed', 'ready']): Installation {
  const base = mkdtempSync(join(tmpdir(), 'greenlight e2e ü-'))
  const root = join(base, 'ComfyUI')
  const write = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  const addModel = (path: string) => write(join('models', path), tinyModel())
  write('main.py', '')
  write('nodes.py', '')
  write('folder_paths.py', '')
  write('comfyui_version.py', '__version__ = "0.29.0"\n')
  for (const folder of ['custom_nodes', 'input', 'output', 'models', 'user/default/workflows']) mkdirSync(join(root, folder), { recursive: true })
  addModel('checkpoints/tiny-sd15.safetensors')
  addModel('vae/tiny-vae.safetensors')
  addModel('checkpoints/sdxl/elsewhere-sdxl.safetensors')
  addModel('checkpoints/misplaced-vae.safetensors')
  for (const name of saved) copyFileSync(workflowFile(name), join(root, 'user/default/workflows', `${name}.json`))
  const addInput = (name: string) => write(join('input', name), Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'))
  const addPack = (name: string) => {
    write(`custom_nodes/${name}/__init__.py`, 'NODE_CLASS_MAPPINGS = {}\n')
    write(`custom_nodes/${name}/pyproject.toml`, `[project]\nname = "${name}"\nversion = "1.0.0"\n`)
  }
  return { root, state: join(base, 'state'), addModel, addInput, addPack, remove: () => rmSync(base, { recursive: true, force: true, maxRetries: 5 }) }
}
