import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const demo = fileURLToPath(new URL('../../../demo/', import.meta.url))

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

it('is what its script writes, byte for byte; pictures up to how zlib packs them', () => {
  const fresh = mkdtempSync(join(tmpdir(), 'greenlight demo '))
  try {
    execFileSync(process.execPath, [join(demo, 'make-demo.mjs'), fresh])
    for (const part of ['ComfyUI', 'answers']) {
      const made = filesBelow(join(fresh, part)).sort()
      expect(filesBelow(join(demo, part)).filter((file) => !file.includes('__pycache__')).sort()).toEqual(made)
      for (const file of made.filter((name) => !name.endsWith('.png'))) {
        const [ours, theirs] = [demo, fresh].map((base) => readFileSync(join(base, part, file)))
        expect(ours?.equals(theirs ?? Buffer.alloc(0)), file).toBe(true)
      }
    }
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
})
