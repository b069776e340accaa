import { asked } from './make-catalogue.mjs'
import { makeWorkflow } from './make-workflow.mjs'

/** A graph of `count` nodes in which every node of a pack, and some of ComfyUI's, are of the 120 foreign types. */
export function makeForeignWorkflow(count) {
  const workflow = makeWorkflow(count)
  workflow.nodes.forEach((node, at) => {
    if (at % 2 === 0) return
    node.type = asked[Math.floor(at / 2) % asked.length]
    node.properties = at % 5 === 0 ? { aux_id: 'author-7/ComfyUI-Pack' } : {}
  })
  return workflow
}

/** What `inspectValue` needs to judge it against the catalogue in `folder`: nothing is installed but the demo's node list. */
export async function foreignQuestion(folder, objectInfoText, state = `${folder}/state`) {
  const compiled = (path) => import(new URL(`../../server/dist/${path}.js`, import.meta.url).href)
  const { createHasher } = await compiled('adapters/hashing/hasher')
  const { createCarriers } = await compiled('adapters/images/carriers')
  const { parseObjectInfo } = await compiled('adapters/comfyui/parse-object-info')
  const { nothingInstalled } = await compiled('core/installed')
  const { noModelKnowledge } = await compiled('core/model-knowledge')
  const { openCatalogue } = await compiled('main/catalogue/open-catalogue')
  const { inspectBytes, inspectValue } = await compiled('use-cases/inspect')
  const { definitions } = parseObjectInfo(objectInfoText)
  const installed = { ...nothingInstalled, objectInfo: 'file', definitions }
  const fixed = {
    hasher: await createHasher(),
    carriers: createCarriers(),
    models: { know: async () => noModelKnowledge },
    decisions: { read: async () => ({ decisions: [], problems: [] }) },
  }
  const open = () => ({ ...fixed, catalogue: openCatalogue({ folders: [folder], state, only: true }) })
  const ask = (ports, value) => inspectValue(ports, installed, { path: 'open graph', value })
  const file = (ports, { path, bytes }) => inspectBytes(ports, installed, { path, bytes })
  return { open, ask, file }
}
