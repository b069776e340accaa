import { expect, test } from 'vitest'
import type { Interpreter, Resolver, ResolverAnswer } from '../../core/python-words.js'
import { ProblemError } from '../../problems.js'
import { createForecaster, indexOf } from './create-forecaster.js'

const interpreter: Interpreter = { python: '/env/bin/python', version: '3.12.1', says: '', prefix: '/env', purelib: '/site', platlib: '/site', scripts: '/env/bin', data: '/env', path: ['/site'], markers: new Map(), external: false }
const installed = new Map(
  [['torch', '2.4.0+cu121'], ['numpy', '1.26.4'], ['alpha', '1.0'], ['odd', 'latest']].map(([name = '', version = '']) => [name, { name, version, requires: [], place: `/site/${name}`, recorded: true }]),
)

/** A forecaster whose resolver answers in turn, and what it was asked. */
function world(answers: readonly (ResolverAnswer | Error)[], more: Partial<Interpreter> = {}) {
  const asked: (readonly string[])[] = []
  const resolver: Resolver = {
    async resolve({ constraints }) {
      asked.push(constraints)
      const answer = answers[asked.length - 1] ?? new Error('asked once more')
      if (answer instanceof Error) throw answer
      return answer
    },
    archives: async () => [],
  }
  const forecaster = createForecaster({
    find: async () => ({ interpreter: { ...interpreter, ...more } }),
    probe: async () => null,
    distributions: async () => installed,
    digest: () => 'sha256:0',
    resolver,
    source: () => ({ use: 'on', endpoint: 'https://mirror.example:8443/pypi' }),
    protectedPackages: async () => ['torch', 'numpy'],
    packs: async () => [],
    kept: { load: async () => null, save: async () => undefined },
    sha256: (text) => text,
  })
  const { signal } = new AbortController()
  return { asked, ask: async (...lines: readonly string[]) => forecaster.forecast({ python: (await forecaster.python(signal))!, lines: lines.map((line) => ({ line, whose: 'P' })), ask: [] }, signal), forecaster }
}
const conflict: ResolverAnswer = { ok: false, why: 'conflict', says: 'Because alpha depends on numpy>=2 and you require numpy<2' }
const fits: ResolverAnswer = { ok: true, resolved: { changes: [{ name: 'alpha', before: '1.0', after: '2.0' }], needs: [] } }

test('holds everything, then what is protected, then nothing; never what has to move', async () => {
  const w = world([conflict, conflict, fits])
  expect(await w.ask('alpha>=2')).toMatchObject({ ok: true, changes: [{ name: 'alpha', why: ['P: alpha>=2'] }], hosts: ['mirror.example:8443'], bytes: null })
  expect(w.asked).toEqual([['torch==2.4.0+cu121', 'numpy==1.26.4'], ['torch==2.4.0+cu121', 'numpy==1.26.4'], []])
})

test('tells the conflict of the last try, not of what it held', async () => {
  const held: ResolverAnswer = { ok: false, why: 'conflict', says: 'Because you require alpha>=2 and alpha==1.0' }
  expect(await world([held, held, conflict]).ask('alpha>=2')).toMatchObject({ ok: false, problem: { code: 'UV_REFUSED' }, conflict: 'alpha needs numpy>=2.\nWanted is numpy<2.' })
})

test.each<[string, ResolverAnswer | Error, string]>([
  ['an index that does not answer', { ok: false, why: 'unreachable', says: 'error: refused' }, 'SOURCE_UNREACHABLE'],
  ['no uv', new ProblemError('UV_NOT_FOUND'), 'UV_NOT_FOUND'],
])('%s is an answer', async (_, answer, code) => expect(await world([answer]).ask('alpha>=2')).toMatchObject({ ok: false, problem: { code } }))

test('leaves a Python of the system alone', async () => {
  const w = world([], { external: true })
  expect(await w.ask('alpha>=2')).toMatchObject({ ok: false, problem: { code: 'UV_REFUSED' } })
  expect(await w.ask('alpha')).toMatchObject({ ok: true, changes: [] })
  expect(w.asked).toEqual([])
})

test('a fault that is no problem is not hidden; an interpreter that is gone is told', async () => {
  await expect(world([new Error('stop')]).ask('alpha>=2')).rejects.toThrow('stop')
  const w = world([])
  const { signal } = new AbortController()
  expect(await w.forecaster.forecast({ python: { python: '/gone', version: '', says: '', distributions: new Map(), digest: '' }, lines: [], ask: [] }, signal)).toMatchObject({ problem: { code: 'PYTHON_NOT_FOUND' } })
})

test.each([['https://pypi.org', 'https://pypi.org/simple/'], ['https://m/simple', 'https://m/simple/']])('the index of %s', (endpoint, index) => expect(indexOf(endpoint)).toBe(index))
