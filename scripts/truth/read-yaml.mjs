import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** The server's own reader of YAML: this folder has no packages of its own. */
const { parse } = createRequire(new URL('../../server/package.json', import.meta.url))('yaml')

export function readYaml(file) {
  try {
    return parse(readFileSync(file, 'utf8'), { maxAliasCount: 0 })
  } catch (error) {
    throw new Error(`${file}: ${error.message}`)
  }
}
