import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createCarriers } from './carriers.js'

interface Entry {
  readonly file: string
  readonly metadata_keys?: readonly string[]
}

const folder = fileURLToPath(new URL('../../../../../shared/data/workflows/', import.meta.url))
const isThere = existsSync(`${folder}index.json`)
const entries = isThere ? (JSON.parse(readFileSync(`${folder}index.json`, 'utf8')) as Entry[]) : []
const carrierFiles = entries.filter((entry) => !entry.file.endsWith('.json'))

/** The index tells only one of the two keys that this file's `keys` box names. */
const beyondIndex = new Map([['frontend-workflow.mp4', ['prompt', 'workflow']]])

describe.skipIf(!isThere)('real files of other people', () => {
  it('are there', () => expect(carrierFiles.length).toBeGreaterThan(40))

  it.each(carrierFiles)('$file', ({ file, metadata_keys: keys = [] }) => {
    const unpacked = createCarriers().unpack(readFileSync(`${folder}${file}`), file)
    expect(unpacked).toMatchObject({ ok: true, carried: { tolerated: [] } })
    if (!unpacked.ok) return
    const { workflow, prompt, parameters } = unpacked.carried
    const found = Object.entries({ parameters, prompt, workflow }).flatMap(([name, text]) => (text === null ? [] : [name]))
    const named = keys.map((key) => (key === 'UserComment' ? 'parameters' : key))
    expect(found).toEqual(beyondIndex.get(file) ?? ['parameters', 'prompt', 'workflow'].filter((name) => named.includes(name)))
    for (const text of [workflow, prompt]) if (text !== null) expect(() => void JSON.parse(text.replaceAll('NaN', '0'))).not.toThrow()
  })
})
