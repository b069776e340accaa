import { expect, it } from 'vitest'
import type { ImportFailure } from './installed.js'
import { readStartLog } from './import-failures.js'

const readImportFailures = (text: string, from: ImportFailure['from']) => readStartLog(text, from).failures

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
    {
      module: 'custom_nodes.Über Pack',
      folder: 'Über Pack',
      reason: "No module named 'cv2'",
      from: 'log',
      traceback: "Traceback (most recent call last):\nModuleNotFoundError: No module named 'cv2'",
      at: '2026-08-01T10:00:00.125',
    },
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

// As /internal/logs of 0.29 gives it: each entry with its time, a traceback in one.
const live = [
  '2026-11-21T02:10:31.801000 - \u001b[32m[INFO]\u001b[0m Detail log: /srv/ComfyUI/comfyui_detail.log',
  '2026-11-21T02:10:37.206100 - \u001b[32m[INFO]\u001b[0m Total VRAM 24106 MB, total RAM 24106 MB',
  '2026-11-21T02:10:39.000000 - \u001b[1m\u001b[33m[WARNING]\u001b[0m Traceback (most recent call last):',
  '  File "/srv/ComfyUI/custom_nodes/ink wash/deep.py", line 3, in <module>',
  '    import foo',
  "ModuleNotFoundError: No module named 'foo'",
  '',
  'The above exception was the direct cause of the following exception:',
  '',
  'Traceback (most recent call last):',
  '  File "/srv/ComfyUI/nodes.py", line 2240, in load_custom_node',
  'RuntimeError: ink needs foo',
  '',
  '2026-11-21T02:10:39.000100 - \u001b[1m\u001b[33m[WARNING]\u001b[0m Cannot import /srv/ComfyUI/custom_nodes/ink wash module for custom nodes: ink needs foo',
  '2026-11-21T02:10:39.200000 - \u001b[1m\u001b[33m[WARNING]\u001b[0m Skip /srv/ComfyUI/custom_nodes/empty module for custom nodes due to the lack of NODE_CLASS_MAPPINGS or comfy_entrypoint (need one).',
  '2026-11-21T02:10:39.300000 - \u001b[1m\u001b[33m[WARNING]\u001b[0m Error while calling comfy_entrypoint in C:\\Comfy UI\\custom_nodes\\third: no such schema',
  '2026-11-21T02:10:39.400000 - \u001b[32m[INFO]\u001b[0m    0.0 seconds (IMPORT FAILED): /srv/ComfyUI/custom_nodes/ink wash',
].join('\n')

it('keeps the whole traceback of a failure, its time, the time of the start, and reasons in other words', () => {
  const { failures, startedAt } = readStartLog(live, 'live')
  expect(startedAt).toBe('2026-11-21T02:10:37.206')
  expect(failures.map(({ folder, reason, at }) => [folder, reason, at])).toEqual([
    ['empty', 'skipped: due to the lack of NODE_CLASS_MAPPINGS or comfy_entrypoint (need one).', '2026-11-21T02:10:39.200'],
    ['ink wash', 'ink needs foo', '2026-11-21T02:10:39.000'],
    ['third', 'Error while calling comfy_entrypoint: no such schema', '2026-11-21T02:10:39.300'],
  ])
  const [, { traceback = '' } = {}] = failures
  expect(traceback).toMatch(/^Traceback .*\n {2}File "\/srv\/ComfyUI\/custom_nodes\/ink wash\/deep.py", line 3/)
  expect(traceback).toMatch(/No module named 'foo'[^]*RuntimeError: ink needs foo$/)
})

it('forgets what an earlier start said in a log that is appended to', () => {
  const later = live.replaceAll('2026-11-21', '2026-11-22').split('\n')
  const { failures, startedAt } = readStartLog([live, ...later.slice(0, 2)].join('\n'), 'log')
  expect([failures, startedAt]).toEqual([[], '2026-11-22T02:10:37.206'])
})

it('gives no failure the traceback of another', () => {
  const text = 'Traceback (most recent call last):\nValueError: elsewhere\nCannot import /c/custom_nodes/x module for custom nodes: boom\nCannot import /c/custom_nodes/y module for custom nodes: elsewhere'
  expect(readImportFailures(text, 'log').map(({ traceback }) => traceback)).toEqual([undefined, undefined])
})

it('is not slowed down by long lines', () => {
  const started = performance.now()
  expect(readImportFailures(`${'Cannot import '.repeat(50_000)}\n${'1 seconds'.repeat(50_000)}`, 'log')).toEqual([])
  expect(performance.now() - started).toBeLessThan(2000)
})
