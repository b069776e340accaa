import path from 'node:path'
import { nothingInstalled } from '../../core/installed.js'
import type { AnswerStore, InstalledSource } from '../../core/ports.js'
import { modelsFromNames } from './list-models.js'
import { modelsFromDefinitions } from './models-from-definitions.js'
import { packsFromDefinitions } from './packs-from-definitions.js'
import { parseObjectInfo } from './parse-object-info.js'

/** What the ComfyUI of this key answered when it last ran. `definitions` is null when nothing was recorded or it is damaged. */
export function createRecordedSource(store: AnswerStore, key: string): InstalledSource {
  return {
    async read() {
      const answers = await store.load(key)
      const read = answers === null ? null : parseObjectInfo(answers.objectInfo)
      if (answers === null || read === null || !read.ok) return nothingInstalled
      const { definitions, problems } = read
      return {
        ...nothingInstalled,
        root: path.isAbsolute(key) ? key : null,
        comfyui: answers.comfyui,
        objectInfo: 'recorded',
        recordedAt: answers.recordedAt,
        definitions,
        nodePacks: packsFromDefinitions(definitions).packs,
        models: answers.models === null ? modelsFromDefinitions(definitions) : modelsFromNames(answers.models),
        problems,
      }
    },
  }
}
