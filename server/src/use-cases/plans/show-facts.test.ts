import type { Postcondition } from '@greenlight/shared/plan-effects'
import { describe, expect, it, test } from 'vitest'
import { readDefinitions } from '../../core/definitions.js'
import { type ImportFailure, type Installed, nothingInstalled } from '../../core/installed.js'
import type { FailureContext } from '../../core/python/explain-failure.js'
import { createFactShower } from './show-facts.js'

type Registered = Extract<Postcondition, { check: 'registered' }>

const node = (type: string, module: string) => ({ input: { required: {} }, output: ['IMAGE'], name: type, python_module: module })
const { definitions } = readDefinitions({ InkWash: node('InkWash', 'custom_nodes.ink wash'), Other: node('Other', 'custom_nodes.other') })
const running: Installed = { ...nothingInstalled, root: '/c', objectInfo: 'live', definitions }
const since = '2026-11-21T02:00:00.000Z'
const [before, after] = ['2026-11-21T01:00:00.000', '2026-11-21T03:00:00.000']
const context: FailureContext = {
  python: '/My Python/bin/python',
  lines: [{ line: 'cowsay>=6', file: 'requirements.txt', at: 3 }],
  installed: new Map([['pip', { version: '26', requires: [] }], ['torch', { version: '2.9.1', requires: [] }]]),
  protectedPackages: ['torch'],
}
const traceback = `Traceback (most recent call last):
  File "/c/nodes.py", line 2240, in load_custom_node
    module_spec.loader.exec_module(module)
  File "/c/custom_nodes/ink wash/deep/ink.py", line 2, in <module>
    import cowsay
ModuleNotFoundError: No module named 'cowsay'`
const failure: ImportFailure = { module: 'custom_nodes.ink wash', folder: 'ink wash', reason: "No module named 'cowsay'", from: 'live', traceback }

// The times of these logs are taken as UTC, wherever this runs.
const shower = (installed: Installed, explains: FailureContext | null = context) =>
  createFactShower({ read: async () => installed, explain: async () => explains, timeOf: (local) => Date.parse(`${local}Z`) })
const show = (installed: Installed, check: Partial<Registered> = {}, explains?: FailureContext | null) =>
  shower(installed, explains).registered({ check: 'registered', types: ['InkWash'], folder: 'ink wash', ...check }, { signal: new AbortController().signal, since })

describe('a pack that was brought', () => {
  const failed = { ...running, definitions: new Map(), importFailures: [failure] }

  it('could not be imported: the cause, the place, the requirement with its line, and what helps', async () => {
    const { state, says } = await show({ ...failed, startedAt: after })
    expect(state).toBe('false')
    expect(says).toBe(
      'ComfyUI cannot import ink wash (it stopped in deep/ink.py, line 2): The module cowsay is missing. The pack asks for it with "cowsay>=6" (requirements.txt, line 3). ' +
        'What helps: run "/My Python/bin/python" -m pip install --only-binary :all: "cowsay>=6" torch==2.9.1, then restart ComfyUI; or undo.',
    )
  })

  const { traceback: _, ...bare } = failure
  it.each<[string, ImportFailure, FailureContext | null, RegExp]>([
    ['by a line alone', bare, context, /^ComfyUI cannot import ink wash: The module cowsay is missing\..*requirements.txt, line 3/],
    ['without its Python', failure, null, /The module cowsay is missing\. No requirement of the pack names it\. What helps: install it into the Python of ComfyUI/],
    ['in its own words', { ...bare, reason: 'needs a moon' }, context, /^ComfyUI cannot import ink wash: needs a moon\. What helps: another version/],
    ['for another ComfyUI', { ...failure, traceback: "Traceback (most recent call last):\nModuleNotFoundError: No module named 'comfy.future'" }, context, /another version of ComfyUI\. What helps: a version of the pack for this ComfyUI/],
  ])('told %s', async (_name, told, explains, words) => {
    expect((await show({ ...failed, startedAt: after, importFailures: [told] }, {}, explains)).says).toMatch(words)
  })

  test.each<[string, Partial<Installed>, Partial<Registered>, 'false' | 'true' | 'unknown', RegExp]>([
    ['what failed before it came tells nothing', { definitions: new Map(), startedAt: before, importFailures: [failure] }, {}, 'unknown', /^Restart/],
    ['nor does a line of the log from before', { definitions: new Map(), importFailures: [{ ...failure, at: before }] }, {}, 'unknown', /^Restart/],
    ['a line of the log from after does, though ComfyUI died of it', { objectInfo: 'none', definitions: null, importFailures: [{ ...failure, at: after, from: 'log' }] }, {}, 'false', /cannot import/],
    ['an update is not shown by what the old version registered', { startedAt: before }, {}, 'unknown', /^Restart/],
    ['but by a start that came after', { startedAt: after }, {}, 'true', /registers InkWash/],
    ['where no start is told of, what is registered counts', {}, {}, 'true', /registers InkWash/],
    ['what is not registered after a start is not there', { startedAt: after }, { types: ['InkWash', 'Lost'] }, 'false', /does not register Lost\. ink wash registers InkWash\./],
    ['and may come with a start, where none is told of', {}, { types: ['Lost'] }, 'unknown', /^Restart/],
    ['a pack of unknown types was loaded', { startedAt: after }, { types: [] }, 'true', /^ComfyUI loaded ink wash: InkWash\.$/],
    ['a pack without nodes was loaded', { startedAt: after }, { types: [], folder: 'quiet' }, 'true', /registers no node types/],
    ['nobody can tell yet whether it was', {}, { types: [], folder: 'quiet' }, 'unknown', /^Restart/],
    ['ComfyUI is down', { objectInfo: 'recorded' }, {}, 'unknown', /not running/],
  ])('%s', async (_, more, check, state, says) => expect(await show({ ...running, ...more }, check)).toMatchObject({ state, says: expect.stringMatching(says) as unknown }))
})

describe('a pack that was taken away', () => {
  const gone = { gone: true as const }
  test.each<[string, Partial<Installed>, Partial<Registered>, 'false' | 'true' | 'unknown']>([
    ['is there until a restart', { startedAt: before }, gone, 'unknown'],
    ['is gone', { startedAt: after }, { ...gone, types: ['Lost'] }, 'true'],
    ['is gone, though another pack has a type of that name', { startedAt: after }, { ...gone, folder: 'quiet' }, 'true'],
    ['is still there after a restart', { startedAt: after }, gone, 'false'],
    ['fails no more', { startedAt: after, importFailures: [failure] }, { ...gone, types: ['Lost'], folder: 'quiet' }, 'true'],
  ])('%s', async (_, more, check, state) => expect(await show({ ...running, ...more }, check)).toMatchObject({ state }))
})

it('shows what a loader lists', async () => {
  const models = new Map([['loras', [{ name: 'a.safetensors', path: null, size: null }]]])
  const listed = (name: string, directory = 'loras') => shower({ ...running, models }).listed({ check: 'listed', directory, name })
  expect([(await listed('a.safetensors')).state, (await listed('b.safetensors')).state, (await listed('a.safetensors', 'nowhere')).state]).toEqual(['true', 'false', 'unknown'])
})
