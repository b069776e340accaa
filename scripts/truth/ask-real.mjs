import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { askGreenlight } from './ask-greenlight.mjs'
import { realFolder } from './places.mjs'
import { readCarried, typesInUse } from './read-carried.mjs'
import { factsOfReal } from './real-facts.mjs'
import { labelsOfFile } from './real-labels.mjs'

/** The real workflows beside the clone, asked against the whole catalogue and ComfyUI 0.29.0; null where there are none. */
export async function askReal() {
  const folder = realFolder()
  if (folder === null) return null
  const facts = factsOfReal(folder)
  const files = JSON.parse(readFileSync(join(folder, 'workflows/index.json'), 'utf8'))
  const state = mkdtempSync(join(tmpdir(), 'greenlight truth '))
  try {
    const paths = files.map(({ file }) => join(folder, 'workflows', file))
    const { reports } = await askGreenlight(paths, {
      objectInfo: join(folder, 'object_info/comfyui-0.29.0.json'),
      catalogue: join(folder, 'registry/comfyui-manager'),
      state,
    })
    const byFile = new Map(reports.map((report) => [basename(report.workflow.path), report]))
    const questions = files.map((entry) => askFile(entry, byFile.get(entry.file), folder, facts))
    return { questions: questions.filter(({ labels, models }) => labels.size + models.length > 0), facts }
  } finally {
    rmSync(state, { recursive: true, force: true })
  }
}

function askFile(entry, report, folder, facts) {
  const bytes = readFileSync(join(folder, 'workflows', entry.file))
  const [{ declared, models }, used] = [readCarried(bytes), typesInUse(bytes)]
  const listed = [...(entry.node_types ?? []), ...(entry.api_node_types ?? [])]
  // Carriers other than JSON and PNG are not read here: their list stands as it is.
  const types = used.size === 0 ? listed : listed.filter((type) => used.has(type))
  return {
    name: entry.file,
    category: entry.format.replace(/:.*$/, ''),
    labels: labelsOfFile(types, declared, facts),
    models: models.map(({ name, directory, url, atNode }) => ({ name, directory, url, ...(atNode ? { atNode } : {}) })),
    report: report ?? null,
  }
}
