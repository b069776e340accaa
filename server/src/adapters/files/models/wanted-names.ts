import type { ModelRoot } from '../../../core/model-index.js'
import { diffusersFile, endingOf } from '../../../core/model-place.js'

/** Endings of model files, for folders that no loader lists. */
const modelEndings = ['.bin', '.ckpt', '.gguf', '.onnx', '.pkl', '.pt', '.pt2', '.pth', '.safetensors', '.sft']

/** Folders of other programs in which hundreds of files are called like models and are none. */
const foreign = new Set(['$RECYCLE.BIN', '.git', '__pycache__', 'node_modules', 'site-packages', 'System Volume Information'])

/** Which names of files below a root are models: what its folders list, or for a folder of the user's own what is called like one. */
export function wantsOf({ folders }: ModelRoot): (name: string) => boolean {
  if (folders.some(({ accepts }) => accepts === 'any')) return () => true
  const diffusers = folders.length === 0 || folders.some(({ accepts }) => accepts === 'diffusers')
  const endings = new Set(folders.length === 0 ? modelEndings : folders.flatMap(({ accepts }) => (typeof accepts === 'string' ? [] : [...accepts])))
  return (name) => endings.has(endingOf(name)) || (diffusers && name === diffusersFile)
}

/** Which folders are entered: as ComfyUI does, all but `.git`; a folder of the user's own may hold anything. */
export function entersOf({ folders }: ModelRoot): ((name: string) => boolean) | undefined {
  return folders.length > 0 ? undefined : (name) => !foreign.has(name)
}
