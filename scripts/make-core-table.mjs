// Makes server/src/core/facts/core-node-types-table.ts from two /object_info answers of ComfyUI without node packs:
//   node scripts/make-core-table.mjs comfyui-0.29.0.json comfyui-0.7.0.json > server/src/core/facts/core-node-types-table.ts
// Only facts are kept: which module registers which node type, and in which of the two versions. The versions are read
// from the file names.
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

const [newFile, oldFile] = process.argv.slice(2)
if (newFile === undefined || oldFile === undefined) {
  process.stderr.write(
    'usage: make-core-table.mjs NEW.json OLD.json (names end in their version: comfyui-0.29.0.json)\n',
  )
  process.exit(2)
}

const newer = readAnswer(newFile)
const older = readAnswer(oldFile)
const modules = new Map()
for (const name of [...new Set([...newer.keys(), ...older.keys()])].sort()) {
  if (/[|`\\\n]|^[+-]/.test(name)) throw new Error(`the table cannot hold the name ${JSON.stringify(name)}`)
  const module = newer.get(name) ?? older.get(name)
  const mark = isLoose(module) ? '' : !older.has(name) ? '+' : !newer.has(name) ? '-' : ''
  modules.set(module, `${modules.get(module) ?? ''}${mark}${name}|`)
}
const lines = [...modules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([module, names]) => `${module}: ${names}`)

process.stdout
  .write(`// Made by scripts/make-core-table.mjs; do not edit. Facts as two ComfyUI servers without node packs answered them.

/** The versions that were asked, the older first. */
export const coreVersions = ['${versionOf(oldFile)}', '${versionOf(newFile)}'] as const

/** A line is \`module: name|name|\`; \`+\` marks a name that only the newer version has, \`-\` one that only the older has. */
export const coreTable = \`
${lines.join('\n')}
\`
`)

// A file that ships in ComfyUI's own custom_nodes folder: an answer given under --disable-all-custom-nodes lacks it, so its
// absence tells nothing about a version.
function isLoose(module) {
  return module.startsWith('custom_nodes.')
}

function readAnswer(file) {
  const answer = JSON.parse(readFileSync(file, 'utf8'))
  return new Map(Object.entries(answer).map(([name, definition]) => [name, definition.python_module]))
}

function versionOf(file) {
  const version = /(\d+\.\d+\.\d+)\.json$/.exec(basename(file))?.[1]
  if (version === undefined) throw new Error(`the name of ${file} does not end in a version`)
  return version
}
