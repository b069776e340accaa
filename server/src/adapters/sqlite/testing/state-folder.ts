import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ModelIndex } from '../../../core/model-index.js'
import { openModelIndex } from '../open-model-index.js'

/** A state folder of this test, with a blank and other letters; gone when the test ends. */
export function stateFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight état 模型 '))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The one writer; closed when the test ends. */
export async function openWriting(folder = stateFolder()): Promise<ModelIndex> {
  const index = await openModelIndex({ folder, mode: 'write' })
  onTestFinished(() => index.close())
  return index
}
