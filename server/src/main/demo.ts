import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRecordedSource } from '../adapters/comfyui/recorded-source.js'
import { createFolderSource, locateFor } from '../adapters/files/comfyui-folder/folder-source.js'
import { createSavedWorkflows } from '../adapters/files/comfyui-folder/saved-workflows.js'
import * as v from 'valibot'
import type { AnswerStore } from '../core/ports.js'
import { readInstallation } from '../use-cases/read-installation.js'
import type { Place } from './place.js'

const MetaSchema = v.object({ recordedAt: v.string(), comfyui: v.string() })

export const demoRoot = (project: string): string => join(project, 'demo', 'ComfyUI')

/** The miniature installation of demo/: what a newcomer without ComfyUI sees. Its node definitions count as recorded. */
export function demoPlace(project: string, says: string | null): Place {
  const root = demoRoot(project)
  const sources = { recorded: createRecordedSource(demoAnswers(project), root), folder: createFolderSource({ folder: root }) }
  return {
    says,
    root,
    demo: true,
    elsewhere: {},
    modelFolders: async () => (await locateFor({ folder: root })) ?? { modelFolders: new Map() },
    // It is only looked at: nothing below it is ever changed.
    locations: async () => null,
    isUp: async () => false,
    comfyui: async () => null,
    read: (options) => readInstallation(sources, options),
    saved: createSavedWorkflows(root),
  }
}

/** demo/answers in the clone: written by demo/make-demo.mjs, never by Greenlight. */
function demoAnswers(project: string): AnswerStore {
  return {
    async load() {
      const folder = join(project, 'demo', 'answers')
      const meta = v.parse(MetaSchema, JSON.parse(await readFile(join(folder, 'meta.json'), 'utf8')))
      return { ...meta, models: null, objectInfo: await readFile(join(folder, 'object_info.json'), 'utf8') }
    },
    save: async () => undefined,
  }
}
