import { isList, isRecord, type ForeignRecord } from './foreign.js'

/** What a JSON value is when it is no workflow, in words that end the sentence "This is ...". */
export function nameForeign(value: unknown): string {
  if (isList(value)) return value.length === 0 ? 'an empty JSON list' : 'a JSON list without workflows'
  if (!isRecord(value))
    return value === null
      ? 'an empty JSON value'
      : `a JSON ${typeof value === 'boolean' ? 'truth value' : typeof value === 'string' ? 'text' : 'number'}`
  if (Object.keys(value).length === 0) return 'an empty JSON object'
  return known.find(([, test]) => test(value))?.[0] ?? 'JSON without ComfyUI nodes'
}

const has = (value: ForeignRecord, ...keys: string[]): boolean => keys.every((key) => Object.hasOwn(value, key))
const some = (value: ForeignRecord, test: (entry: unknown, key: string) => boolean): boolean =>
  Object.entries(value).some(([key, entry]) => test(entry, key))

const known: readonly (readonly [string, (value: ForeignRecord) => boolean])[] = [
  ['a Greenlight report', (value) => typeof value.schema === 'string' && value.schema.startsWith('greenlight/')],
  [
    'a ComfyUI-Manager snapshot',
    (value) =>
      has(value, 'git_custom_nodes') || has(value, 'cnr_custom_nodes') || has(value, 'comfyui', 'file_custom_nodes'),
  ],
  ['a ComfyUI Desktop snapshot', (value) => has(value, 'comfyui', 'customNodes')],
  [
    "the server's node definitions (/object_info)",
    (value) =>
      some(
        value,
        (entry) =>
          isRecord(entry) && has(entry, 'input', 'output') && (has(entry, 'python_module') || has(entry, 'category')),
      ),
  ],
  [
    "ComfyUI-Manager's list of models",
    (value) =>
      isList(value.models) && value.models.some((model) => isRecord(model) && has(model, 'filename', 'save_path')),
  ],
  ["ComfyUI-Manager's list of node packs", (value) => isList(value.custom_nodes)],
  [
    "ComfyUI-Manager's map of node types",
    (value) => some(value, (entry, key) => /^https?:/.test(key) && isList(entry) && isList(entry[0])),
  ],
  ["ComfyUI's settings", (value) => some(value, (_entry, key) => key.startsWith('Comfy.'))],
  ["ComfyUI's list of prompts without nodes", (value) => has(value, 'queue_running') || has(value, 'queue_pending')],
  ['an answer of the server that refuses a prompt', (value) => has(value, 'node_errors')],
  [
    'the index of a model in the diffusers format',
    (value) => has(value, '_class_name') || has(value, '_diffusers_version'),
  ],
  ['the index of a model in several files', (value) => has(value, 'weight_map')],
  ['the configuration of a model', (value) => has(value, 'model_type') || has(value, 'architectures')],
  ['an n8n workflow', (value) => has(value, 'nodes', 'connections')],
  ['a glTF model', (value) => isRecord(value.asset) && has(value.asset, 'version')],
  [
    'an npm package file',
    (value) =>
      has(value, 'name', 'version') &&
      (has(value, 'dependencies') ||
        has(value, 'devDependencies') ||
        has(value, 'scripts') ||
        has(value, 'lockfileVersion')),
  ],
  ['a prompt without any node type', (value) => some(value, (entry) => isRecord(entry) && has(entry, 'inputs'))],
]
