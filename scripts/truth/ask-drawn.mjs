import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askGreenlight } from './ask-greenlight.mjs'
import { drawWorkflows, graphWith } from './draw-workflows.mjs'
import { realFolder } from './places.mjs'
import { factsOfReal } from './real-facts.mjs'

/** Workflows drawn from the whole catalogue beside the clone, asked; null where there is none. */
export async function askDrawn() {
  const real = realFolder()
  if (real === null) return null
  const facts = factsOfReal(real)
  const drawn = drawWorkflows(facts)
  const folder = mkdtempSync(join(tmpdir(), 'greenlight truth '))
  try {
    mkdirSync(join(folder, 'drawn'))
    const files = drawn.map(({ types }, at) => {
      const file = join(folder, 'drawn', `${String(at).padStart(5, '0')}.json`)
      writeFileSync(file, graphWith(types))
      return file
    })
    const { reports } = await askGreenlight([join(folder, 'drawn')], {
      objectInfo: join(real, 'object_info/comfyui-0.29.0.json'),
      catalogue: join(real, 'registry/comfyui-manager'),
      state: join(folder, 'state'),
    })
    const byPath = new Map(reports.map((report) => [report.workflow.path, report]))
    return { questions: drawn.map(({ pack, types }, at) => questionOf(pack, types, byPath.get(files[at]) ?? null)), facts }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function questionOf(pack, types, report) {
  const label = { single: [pack.url], why: 'Its pack is needed for the first type and registers the others.' }
  return { name: pack.url, category: 'drawn', labels: new Map(types.map((type) => [type, label])), models: [], report }
}
