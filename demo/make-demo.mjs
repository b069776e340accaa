#!/usr/bin/env node
/**
 * Writes the demo installation: `node demo/make-demo.mjs [DIR]`, default beside this file. Same bytes every time: what is
 * committed below demo/ComfyUI and demo/answers is this script's output (a test compares them).
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { definitions } from './make/definitions.mjs'
import { graph, textToImage } from './make/graph.mjs'
import { modelBytes, models } from './make/models.mjs'
import { pictureWith } from './make/picture.mjs'
import { workflows } from './make/workflows.mjs'

const target = process.argv[2] ?? dirname(fileURLToPath(import.meta.url))

function write(path, content) {
  const file = join(target, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

const json = (value) => `${JSON.stringify(value, null, 1)}\n`

write('ComfyUI/comfyui_version.py', '__version__ = "0.29.0"\n')
write('ComfyUI/main.py', '# The demo is looked at, never run.\n')
write('ComfyUI/input/example.png', pictureWith({}))
write('ComfyUI/custom_nodes/ink-tools/__init__.py', 'NODE_CLASS_MAPPINGS = {}\n')
write('ComfyUI/custom_nodes/ink-tools/pyproject.toml', '[project]\nname = "ink-tools"\nversion = "1.2.0"\n\n[tool.comfy]\nDisplayName = "Ink Tools"\n')
for (const [folder, names] of Object.entries(models)) {
  write(`ComfyUI/models/${folder}/put_${folder}_here`, '')
  for (const name of names) write(`ComfyUI/models/${folder}/${name}`, modelBytes(folder, name))
}
const saved = 'ComfyUI/user/default/workflows'
for (const [name, make] of Object.entries(workflows)) write(`${saved}/${name}`, json(make()))
const inside = JSON.stringify(graph((g) => void textToImage(g, { prompt: 'boats in the evening light' })))
write(`${saved}/7 a picture with its workflow.png`, pictureWith({ workflow: inside }))
write(`${saved}/8 cut off in the middle.json`, json(workflows['1 ready.json']()).slice(0, 700))
write('answers/object_info.json', json(definitions(models)))
write('answers/meta.json', json({ recordedAt: '2026-11-21T00:00:00.000Z', comfyui: '0.29.0', models }))
