import { expect, it } from 'vitest'
import { readImportFailures } from './import-failures.js'

const log = [
  '[2026-08-01 10:00:00.123] Traceback (most recent call last):',
  "[2026-08-01 10:00:00.124] ModuleNotFoundError: No module named 'cv2'",
  "[2026-08-01 10:00:00.125] Cannot import C:\\AI Stuff\\ComfyUI\\custom_nodes\\Über Pack module for custom nodes: No module named 'cv2'",
  'Cannot import /srv/ComfyUI/custom_nodes/loose.py module for custom nodes: invalid syntax: line 3',
  '2026-08-01T10:00:00 - Cannot import /srv/custom_nodes/mended module for custom nodes: gone',
  'Import times for custom nodes:',
  '   0.1 seconds: /srv/custom_nodes/mended',
  '\u001b[31m   0.0 seconds (IMPORT FAILED): /srv/custom_nodes/silent\u001b[0m',
  '   0.0 seconds (IMPORT FAILED): /srv/ComfyUI/custom_nodes/loose.py',
].join('\r\n')

it('reads reasons, takes mended packs out, and works for both separators', () => {
  expect(readImportFailures(log, 'log')).toEqual([
    { module: 'custom_nodes.loose', folder: 'loose.py', reason: 'invalid syntax: line 3', from: 'log' },
    { module: 'custom_nodes.silent', folder: 'silent', reason: 'its import failed', from: 'log' },
    { module: 'custom_nodes.Über Pack', folder: 'Über Pack', reason: "No module named 'cv2'", from: 'log' },
  ])
})

it('a restart in the same log is the newer word', () => {
  const again = `${log}\n   0.0 seconds: /srv/custom_nodes/silent\nCannot import /srv/custom_nodes/mended module for custom nodes: again`
  expect(readImportFailures(again, 'live').map((failure) => [failure.folder, failure.reason])).toEqual([
    ['loose.py', 'invalid syntax: line 3'],
    ['mended', 'again'],
    ['Über Pack', "No module named 'cv2'"],
  ])
})

it('is not slowed down by long lines', () => {
  const started = performance.now()
  expect(readImportFailures(`${'Cannot import '.repeat(50_000)}\n${'1 seconds'.repeat(50_000)}`, 'log')).toEqual([])
  expect(performance.now() - started).toBeLessThan(2000)
})
