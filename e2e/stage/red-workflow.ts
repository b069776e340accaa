import type { Installation } from './installation.ts'
import { tinyModel } from './installation.ts'
import { readyNaming } from './ready-naming.ts'
import type { Slow } from './stand-ins/answer-file.ts'
import { serveStandIns, type StandIns } from './stand-ins/serve-stand-ins.ts'
import { storedZip } from './stand-ins/stored-zip.ts'

export const redPack = 'inkwash-nodes'
export const redModel = 'brand-new-sd15.safetensors'
export const redInput = 'harbour.png'

const code = `class InkWash:
    @classmethod
    def INPUT_TYPES(cls):
        return {"required": {"image": ("IMAGE",)}}

    RETURN_TYPES = ("IMAGE",)
    FUNCTION = "wash"
    CATEGORY = "ink"

    def wash(self, image):
        return (image,)


NODE_CLASS_MAPPINGS = {"InkWash": InkWash}
`

/** The model's length but for its header, a multiple of 4, and how slowly it comes. */
export interface RedOptions {
  modelBytes?: number
  slow?: Slow
}

/** Hosts that have what `redWorkflow` lacks: a pack in a registry, a model at an address of Hugging Face's shape. */
export function serveWhatIsRed({ modelBytes, slow }: RedOptions = {}): Promise<StandIns> {
  const project = '[project]\nname = "inkwash-nodes"\nversion = "1.2.0"\n[project.urls]\nRepository = "https://github.example/ada/inkwash"\n[tool.comfy]\nPublisherId = "ada"\nDisplayName = "Ink Wash"\n'
  const zip = storedZip({ '__init__.py': code, 'pyproject.toml': project, LICENSE: 'MIT\n' })
  const bytes = tinyModel(modelBytes)
  return serveStandIns({
    packs: [{ id: redPack, version: '1.2.0', repository: 'https://github.example/ada/inkwash', zip }],
    files: new Map([[`/ada/models/resolve/main/${redModel}`, { bytes, ...(slow === undefined ? {} : { slow }) }]]),
  })
}

/** `ready`, but its checkpoint is nowhere on this disk; the workflow says where it is to be had. */
export function modelRedWorkflow(hosts: StandIns): Record<string, unknown> {
  const workflow = readyNaming(redModel)
  const nodes = workflow.nodes as { type: string; properties: Record<string, unknown> }[]
  for (const node of nodes) {
    if (node.type === 'CheckpointLoaderSimple') node.properties['models'] = [{ name: redModel, url: `${hosts.url}/ada/models/resolve/main/${redModel}`, directory: 'checkpoints' }]
  }
  return { ...workflow, id: '6f1d0c3e-5b7a-4c1e-9a10-0000000000ab' }
}

/** The same, and a node of it comes from a pack that is not here, and it reads a picture that is not in the input folder. */
export function redWorkflow(hosts: StandIns): Record<string, unknown> {
  const workflow = modelRedWorkflow(hosts)
  const at = (id: number, x: number) => ({ id, pos: [x, 700], size: [300, 200], flags: {}, order: 20 + id, mode: 0 })
  const more = [
    { ...at(201, 40), type: 'LoadImage', inputs: [], outputs: [{ name: 'IMAGE', type: 'IMAGE', links: [900] }, { name: 'MASK', type: 'MASK', links: null }], properties: { 'Node name for S&R': 'LoadImage', cnr_id: 'comfy-core', ver: '0.29.0' }, widgets_values: ['lost at sea.png', 'image'] },
    { ...at(202, 380), type: 'InkWash', inputs: [{ name: 'image', type: 'IMAGE', link: 900 }], outputs: [{ name: 'IMAGE', type: 'IMAGE', links: null }], properties: { 'Node name for S&R': 'InkWash', cnr_id: redPack, ver: '1.2.0' }, widgets_values: [] },
  ]
  const links = [...(workflow.links as unknown[]), [900, 201, 0, 202, 0, 'IMAGE']]
  return { ...workflow, id: '6f1d0c3e-5b7a-4c1e-9a10-0000000000aa', last_node_id: 202, last_link_id: 900, nodes: [...(workflow.nodes as unknown[]), ...more], links }
}

/** Puts the picture that a person would choose into the input folder, and switches the stand-ins on as the sources of this sidecar. */
export function settingsFor(hosts: StandIns): string {
  return ['comfy-registry', 'huggingface'].map((name) => `${name}:\n  use: on\n  endpoint: ${hosts.url}\n`).join('')
}

export function addRedInput(installation: Installation): void {
  installation.addInput(redInput)
}
