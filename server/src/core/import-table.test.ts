import { expect, it } from 'vitest'
import { readImportTable } from './import-table.js'

const table = [
  '2026-08-01T10:00:00.000001 - Loading: ComfyUI-Manager',
  '2026-08-01T10:00:01.000001 - ',
  'Import times for custom nodes:',
  '2026-08-01T10:00:01.000002 -    0.0 seconds: /srv/Comfy UI/custom_nodes/loose.py',
  '2026-08-01T10:00:01.000003 - \u001b[31m   0.1 seconds (IMPORT FAILED): C:\\ComfyUI\\custom_nodes\\ComfyUI Foo и\u001b[0m',
  '2026-08-01T10:00:01.000004 - ',
  '2026-08-01T10:00:09.000004 - Prompt executed in 3.0 seconds: /srv/no pack',
]

it('names what the server tried to load, and only that', () => {
  expect(readImportTable(table.join('\r\n'))).toEqual(new Set(['loose.py', 'ComfyUI Foo и']))
})

it('knows nothing where the log keeps no table any more', () => {
  expect(readImportTable(table.slice(3).join('\n'))).toBeNull()
  expect(readImportTable('')).toBeNull()
  expect(readImportTable(`${table.slice(0, 3).join('\n')}\n`)).toBeNull()
})
