import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { describeDecisionBook } from '../../../core/testing/contract/decision-book.contract.js'
import { createDecisionBook } from './decision-book.js'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

describeDecisionBook('the book in a text file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'greenlight Größe и '))
  folders.push(folder)
  return createDecisionBook(join(folder, 'state'))
})
