import { describe, expect, test } from 'vitest'
import { readDefinitions } from '../definitions.js'
import { findReferences } from './find-references.js'
import { decodeText, parseForeignJson } from './json.js'
import { nameWidgets } from './name-widgets.js'
import { readWorkflow } from './read.js'
import type { Workflow } from './model.js'
import { haveRealFiles, realBytes, realIndex, realText } from './testing/real-files.js'

const entries = realIndex().filter(({ file }) => file.endsWith('.json'))

function open(file: string): Workflow {
  const text = decodeText(realBytes(`workflows/${file}`))
  const parsed = text.ok ? parseForeignJson(text.text) : text
  const result = parsed.ok ? readWorkflow(parsed.value, { tolerated: parsed.tolerated }) : parsed
  if (!result.ok) throw new Error(`${file}: ${result.problem.message}`)
  return result.workflow
}

/** Differences from the index that are right: it lists what a file contains, we list what would run or is named. */
const typesOfUnusedGroups: Readonly<Record<string, readonly string[]>> = {
  'ipadapter-plus-ipadapter-cosxl-edit.json': ['Reroute'],
}
/** A pack remembers where a LoRA's details came from: an absolute path, never a value of a loader. */
const isRemembered = (name: string) => name.startsWith('/')

describe.skipIf(!haveRealFiles)('real workflows', () => {
  test('there are many', () => {
    expect(entries.length).toBeGreaterThan(100)
  })

  test.each(entries.map((entry) => [entry.file, entry] as const))('%s', (file, entry) => {
    const workflow = open(file)
    const found = findReferences(workflow, null)
    expect(workflow.format).toBe(entry.format.startsWith('api') ? 'api' : 'ui')
    const groups = (entry.node_types ?? []).filter(
      (type) => type.startsWith('workflow>') || type.startsWith('workflow/'),
    )
    const expected = (entry.node_types ?? []).filter(
      (type) => !groups.includes(type) && typesOfUnusedGroups[file]?.includes(type) !== true,
    )
    expect(found.nodeTypes.map(({ type }) => type).sort()).toEqual([...expected].sort())
    const names = new Set(found.models.map(({ name }) => name))
    expect(
      (entry.model_refs ?? []).filter((name) => !names.has(name) && !isRemembered(name)),
    ).toEqual([])
    // More than the index has: embeddings in prompts and the autoencoders that are named without an ending.
    const more = found.models.filter(
      ({ name, directory }) =>
        entry.model_refs?.includes(name) !== true && directory !== 'embeddings' && directory !== 'vae_approx',
    )
    expect(more).toEqual([])
    expect(workflow.missingDefinitions).toEqual([])
  })

  test.each(['13-simple', '14-advanced'])('the prompt that ComfyUI made of %s asks for the same', (name) => {
    const graph = open(`comfy-ts-comfyui-workflow-2024-11-${name}.json`)
    const prompt = open(`comfy-ts-comfyui-workflow-2024-11-${name}-expected-prompt.json`)
    const words = (workflow: Workflow): string[] =>
      findReferences(workflow, null)
        .models.filter(({ active }) => active)
        .map((model) => `${model.node} ${model.nodeType} ${model.name} ${model.directory}`)
    expect(words(graph).sort()).toEqual(words(prompt).sort())
    const byId = new Map(graph.nodes.map((node) => [node.id, node]))
    for (const node of prompt.nodes) {
      for (const { name: input, source } of node.inputs)
        expect([node.id, input, byId.get(node.id)?.inputs.find((one) => one.name === input)?.source]).toEqual([
          node.id,
          input,
          source,
        ])
    }
  })

  test('names by definition never contradict names in the file', () => {
    const { definitions } = readDefinitions(JSON.parse(realText('object_info/comfyui-0.29.0.json')))
    let compared = 0
    for (const { file } of entries) {
      for (const { type, widgets } of open(file).nodes) {
        const inFile = widgets.map(({ name }) => name)
        if (inFile.length === 0 || inFile.includes(null) || widgets.some(({ index }) => index === null)) continue
        const named = nameWidgets(
          widgets.map((widget) => ({ ...widget, name: null })),
          definitions.get(type),
        )
        for (const [index, name] of named.entries())
          if (name !== null) expect([file, type, name]).toEqual([file, type, inFile[index]])
        compared += named.filter((name) => name !== null).length
      }
    }
    expect(compared).toBeGreaterThan(100)
  })
})
