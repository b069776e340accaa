import { addCatalogue } from './catalogue.ts'
import { type Installation, tinyModel } from './installation.ts'
import { readyNaming } from './ready-naming.ts'
import type { Slow } from './stand-ins/answer-file.ts'
import { type GitHost, serveGit } from './stand-ins/serve-git.ts'
import { serveStandIns, type StandIns } from './stand-ins/serve-stand-ins.ts'
import { storedZip } from './stand-ins/stored-zip.ts'

export const redPack = 'inkwash-nodes'
export const redModel = 'brand-new-sd15.safetensors'
export const redInput = 'harbour.png'

/** A pack that no registry has: the catalogue knows its repository alone. */
export const redGitPack = 'salt-prints'
export const redRepository = `https://github.com/lumen/${redGitPack}`

/** A pack with one node type that hands its image on. */
const codeOf = (type: string) => `class ${type}:
    @classmethod
    def INPUT_TYPES(cls):
        return {"required": {"image": ("IMAGE",)}}

    RETURN_TYPES = ("IMAGE",)
    FUNCTION = "make"
    CATEGORY = "pictures"

    def make(self, image):
        return (image,)


NODE_CLASS_MAPPINGS = {"${type}": ${type}}
`

/** The hosts of the pack, the model, and the repository. */
export interface RedHosts extends StandIns {
  git: GitHost
}

/** The model's length but for its header, a multiple of 4, and how slowly it comes. */
export interface RedOptions {
  modelBytes?: number
  slow?: Slow
}

/** Hosts that have what `redWorkflow` lacks: a pack in a registry, another one in a repository, a model at an address of Hugging Face's shape. */
export async function serveWhatIsRed({ modelBytes, slow }: RedOptions = {}): Promise<RedHosts> {
  const project = '[project]\nname = "inkwash-nodes"\nversion = "1.2.0"\n[project.urls]\nRepository = "https://github.example/ada/inkwash"\n[tool.comfy]\nPublisherId = "ada"\nDisplayName = "Ink Wash"\n'
  const zip = storedZip({ '__init__.py': codeOf('InkWash'), 'pyproject.toml': project, LICENSE: 'MIT\n' })
  const bytes = tinyModel(modelBytes)
  const git = await serveGit({ [`lumen/${redGitPack}`]: { '__init__.py': codeOf('SaltPrint'), LICENSE: 'MIT\n', 'README.md': '# Salt Prints\n' } })
  const hosts = await serveStandIns({
    packs: [{ id: redPack, version: '1.2.0', repository: 'https://github.example/ada/inkwash', zip }],
    files: new Map([[`/ada/models/resolve/main/${redModel}`, { bytes, ...(slow === undefined ? {} : { slow }) }]]),
  })
  return {
    ...hosts,
    git,
    close: async () => {
      await hosts.close()
      await git.close()
    },
  }
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

/** The same, and two nodes of it come from packs that are not here, and it reads a picture that is not in the input folder. */
export function redWorkflow(hosts: StandIns): Record<string, unknown> {
  const workflow = modelRedWorkflow(hosts)
  const at = (id: number, x: number) => ({ id, pos: [x, 700], size: [300, 200], flags: {}, order: 20 + id, mode: 0 })
  const more = [
    { ...at(201, 40), type: 'LoadImage', inputs: [], outputs: [{ name: 'IMAGE', type: 'IMAGE', links: [900] }, { name: 'MASK', type: 'MASK', links: null }], properties: { 'Node name for S&R': 'LoadImage', cnr_id: 'comfy-core', ver: '0.29.0' }, widgets_values: ['lost at sea.png', 'image'] },
    { ...at(202, 380), type: 'InkWash', inputs: [{ name: 'image', type: 'IMAGE', link: 900 }], outputs: [{ name: 'IMAGE', type: 'IMAGE', links: [901] }], properties: { 'Node name for S&R': 'InkWash', cnr_id: redPack, ver: '1.2.0' }, widgets_values: [] },
    { ...at(203, 720), type: 'SaltPrint', inputs: [{ name: 'image', type: 'IMAGE', link: 901 }], outputs: [{ name: 'IMAGE', type: 'IMAGE', links: null }], properties: { 'Node name for S&R': 'SaltPrint' }, widgets_values: [] },
  ]
  const links = [...(workflow.links as unknown[]), [900, 201, 0, 202, 0, 'IMAGE'], [901, 202, 0, 203, 0, 'IMAGE']]
  return { ...workflow, id: '6f1d0c3e-5b7a-4c1e-9a10-0000000000aa', last_node_id: 203, last_link_id: 901, nodes: [...(workflow.nodes as unknown[]), ...more], links }
}

/** Switches the stand-ins on as the sources of a sidecar. */
export function settingsFor(hosts: RedHosts): string {
  const mirrors = ['comfy-registry', 'huggingface'].map((name) => `${name}:\n  use: on\n  endpoint: ${hosts.url}\n`)
  return [...mirrors, `github:\n  use: on\n  git: ${hosts.git.url}\n`].join('')
}

/** Puts the picture that a person would choose into the input folder, and a catalogue that knows the repository. */
export function addWhatIsKnown(installation: Installation): void {
  installation.addInput(redInput)
  addCatalogue(installation, [{ title: 'Salt Prints', author: 'lumen', reference: redRepository, types: ['SaltPrint'], stars: 73, changed: '2026-04-12 10:00:00' }])
}
