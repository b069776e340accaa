import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const define = (name, module, widgets = []) => ({
  input: { required: Object.fromEntries(widgets.map((widget) => [widget, [[], {}]])), optional: {} },
  input_order: { required: widgets, optional: [] },
  output: [],
  output_is_list: [],
  output_name: [],
  name,
  display_name: name,
  description: '',
  python_module: module,
  category: 'truth',
  output_node: false,
})

/** `/object_info` as this ComfyUI would answer it: its own node types and those of the packs that are switched on. */
export function definitionsOf(core, installed = []) {
  const own = Object.entries(core.modules).flatMap(([module, names]) => names.map((name) => define(name, module, core.loaders[name])))
  const packs = installed.flatMap(({ folder, registers = [] }) => registers.map((name) => define(name, `custom_nodes.${folder}`)))
  return Object.fromEntries([...own, ...packs].map((definition) => [definition.name, definition]))
}

/** Writes a ComfyUI folder with these packs, as git, the registry or a copy would leave them, and its saved node list beside it. */
export function writeInstallation(folder, core, installed) {
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  write('object_info.json', JSON.stringify(definitionsOf(core, installed)))
  if (installed === undefined) return { objectInfo: join(folder, 'object_info.json') }
  write('ComfyUI/main.py', '# Looked at, never run.\n')
  write('ComfyUI/nodes.py', '')
  write('ComfyUI/folder_paths.py', '')
  write('ComfyUI/comfyui_version.py', `__version__ = "${core.version}"\n`)
  write('ComfyUI/models/checkpoints/put_checkpoints_here', '')
  for (const pack of installed) {
    const below = `ComfyUI/custom_nodes/${pack.disabled === true ? '.disabled/' : ''}${pack.folder}`
    write(`${below}/__init__.py`, '')
    if (pack.repository !== undefined) write(`${below}/.git/config`, `[remote "origin"]\n\turl = ${pack.repository}\n`)
    if (pack.repository !== undefined) write(`${below}/.git/HEAD`, 'ref: refs/heads/main\n')
    if (pack.id !== undefined) write(`${below}/pyproject.toml`, `[project]\nname = "${pack.id}"\nversion = "${pack.version ?? '1.0.0'}"\n`)
    if (pack.id !== undefined) write(`${below}/.tracking`, '__init__.py\n')
  }
  return { objectInfo: join(folder, 'object_info.json'), comfyui: join(folder, 'ComfyUI') }
}
