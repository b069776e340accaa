import type { Plan, PlanRun, Want } from '@greenlight/shared/plans'
import { expect, test } from 'vitest'
import { problem } from '../../problems.js'
import { buildPlan } from '../plan/build-plan.js'
import { sealPlan } from '../plan/seal-plan.js'
import { downloadFact, downloadWant, factsOf, installWant, openProbe, packFact, place, planId, posix, sha, shelved } from '../plan/testing/build-facts.js'
import { wantKey } from '../plan/want-key.js'
import type { PlanFacts, WantFact } from '../plan/plan-facts.js'
import { defaultPolicy } from '../policy-words.js'
import { planMarkdown, planText } from './plan-text.js'
import { runMarkdown } from './run-summary.js'
import { hostile } from './testing/some-check.js'
import { columnsOf } from './wrap.js'

const planOf = (pairs: readonly (readonly [Want, WantFact])[], facts: Partial<PlanFacts> = {}): Plan => sealPlan(buildPlan(pairs.map(([want]) => want), factsOf(posix, pairs, facts), defaultPolicy), planId, () => sha('d'))
const download = downloadWant('стиль.safetensors', { licence: 'CreativeML' })
const pack = installWant('foo')
const requiring = packFact(posix, 'foo', { code: [{ kind: 'starts-programs', file: 'nodes.py', line: 3, says: 'It starts a program.' }], requirements: { lines: [{ line: 'einops', file: 'requirements.txt', at: 1 }], refused: [] } })
const forecasts: PlanFacts['forecasts'] = [{ of: [wantKey(pack)], forecast: { ok: true, hosts: ['pypi.org'], bytes: 40_000, says: [], changes: [{ name: 'torch', before: '2.9.1', after: '2.4.0', why: ['foo: torch<2.5'], protected: true }] } }]
const warnings = [{ code: 'OPEN_CHOICE', message: 'Which file is meant by x is open.', hint: 'Choose one.', subject: 'x' }, { ...problem('POLICY_REFUSED', { what: 'y', because: 'it is large', rule: 'max_file_bytes', path: 'p' }), rule: 'max_file_bytes' }]
const whole = () => planOf([[download, downloadFact(posix, download)], [pack, requiring]], { forecasts, warnings })

test('the terminal: what it asks for, what changes, what could break, how it is undone, what is still open', () => {
  const text = planText(whole())
  const [title, id, summary, rest, disk] = text.split('\n')
  expect([title, id]).toEqual(['Make flux и.json run: install foo, download стиль.safetensors', `Plan ${planId}`])
  expect(`${summary} ${rest}`).toBe('4 steps, fetches 2.0 GB, from cdn-lfs.hf.co, huggingface.co and pypi.org, runs code of others, ComfyUI has to be restarted.')
  expect(disk).toBe('Disk disk: 2.0 GB needed, 500 GB free.')
  const flat = text.replace(/\s+/g, ' ')
  for (const part of [
    '1. Change Python packages for foo: 1 changed [runs code of others]',
    'now torch is 2.9.1.',
    'then torch is 2.4.0.',
    'then numpy stays 2.1.0.',
    '(protected:torch)',
    'undo Every package has its version of before again.',
    'code nodes.py:3: It starts a program.',
    'but Undo does not bring back: what its code did while ComfyUI ran with it.',
    '(licence:стиль.safetensors)',
    '[files only]',
    '4. Restart ComfyUI (you do it)',
    'Still open: OPEN_CHOICE: Which file is meant by x is open. -> Choose one.',
    'POLICY_REFUSED, rule max_file_bytes: Your policy refuses y',
    'PROTECTED_PACKAGE, rule protected_packages:',
    `greenlight approve ${planId} (it asks for 2 words of its own), then greenlight apply ${planId}.`,
  ]) expect(flat).toContain(part)
  expect(text.endsWith('\n')).toBe(false)
})

test('taking back is told by what it does, whoever must approve it', () => {
  const plan = whole()
  const [, install] = plan.actions
  const back = (effects: Plan['actions'][number]['effects']): string => planText({ ...plan, undoes: 'X', tier: 'destructive', actions: install === undefined ? [] : [{ ...install, tier: 'destructive', code: [], ticks: [], effects }] })
  const removed = back([{ do: 'move', from: '/n/foo', to: '/t/foo', as: 'trash' }])
  const returned = back([{ do: 'move', from: '/n/foo', to: '/t/foo', as: 'trash' }, { do: 'move', from: '/t/old', to: '/n/foo', as: 'restore' }])
  expect(removed).toContain('[takes away what was brought]')
  expect(returned).toContain('[brings back what was there]')
  for (const text of [removed, returned]) for (const wrong of ['runs code of others', 'takes something away']) expect(text).not.toContain(wrong)
})

test('a licence that is only a file says so', () => {
  const vague = downloadWant('a.safetensors', { licence: 'see LICENSE' })
  const text = planText(planOf([[vague, downloadFact(posix, vague)]])).replace(/\s+/g, ' ')
  expect(text).toContain('licence in its file LICENSE')
  expect(text).toContain('Which licence a.safetensors is given under stands only in its file LICENSE: read it first.')
})

test('a narrow terminal breaks between words', () => {
  for (const line of planText(whole(), { width: 60 }).split('\n')) if (columnsOf(line) > 60) expect(line.trim().split(' ').some((word) => columnsOf(word) > 30) || /^\s+\d+\. /.test(line)).toBe(true)
})

test('nothing to do says so', () => {
  const text = planText(planOf([]))
  expect(text).toContain('nothing to do.')
  expect(text).toContain('There is nothing to approve.')
})

test('hostile names colour, hide and link nothing', () => {
  const want = downloadWant(hostile)
  const plan = planOf([[want, downloadFact(posix, want, { target: place(`${posix.models}/loras/x.safetensors`), probe: { ...openProbe, page: 'https://example.org/x' } })]], { warnings: [{ code: 'UNANSWERED', message: hostile, hint: hostile }] })
  expect(plan.actions).toHaveLength(1)
  for (const text of [planText(plan), planMarkdown(plan)]) expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
  const document = planMarkdown(plan)
  expect(document).not.toMatch(/(?<!\\)<b>|(?<!\\)\]\(http/)
  expect(document.split('\n').filter((line) => line.startsWith('# '))).toHaveLength(1)
})

test('the document has every action, path, tick and warning', () => {
  const plan = whole()
  const document = planMarkdown(plan)
  expect(document.split('\n').filter((line) => line.startsWith('## '))).toEqual(['## 1. Change Python packages for foo: 1 changed', '## 2. Install foo 1.2.0', '## 3. Download стиль.safetensors into loras', '## 4. Restart ComfyUI (you do it)', '## Still open', '## To know'])
  expect(document).toContain(`Plan ${planId}, ${sha('d')}.`)
  expect(document).toContain('- **changes** /home/ю 模型/ComfyUI/custom\\_nodes/foo')
  expect(document).toContain('protected:torch')
  expect(document.endsWith('\n')).toBe(true)
  expect(planMarkdown(plan)).toBe(document)
})

test('one that may be of any size says so', () => {
  const { licence: _, ...source } = download.source
  const unknown = { ...download, source }
  expect(planText(planOf([[unknown, downloadFact(posix, unknown, { probe: null })]]))).toContain('fetches an unknown amount, from huggingface.co')
})

test('the summary of a run tells each action, what was shown, and the way back', () => {
  const plan = planOf([[download, downloadFact(posix, download)], [pack, packFact(posix, 'foo', { pack: shelved('foo') })]])
  const run: PlanRun = {
    state: 'failed', begunAt: '2026-03-01T10:00:00.000Z', endedAt: '2026-03-01T10:05:00.000Z', restart: true, undoable: true, undoneBy: null, problem: problem('DISK_FULL', { path: '/', need: 5, free: 1 }),
    actions: [
      { id: 'a1', state: 'verified', checks: [{ check: { check: 'folder', path: '/x' }, state: 'true', says: 'The folder <b>is</b> there.' }] },
      { id: 'a2', state: 'failed', done: 1_500_000, problem: problem('TRANSFER_STALLED', { host: 'huggingface.co' }), checks: [{ check: { check: 'listed', directory: 'loras', name: 'x' }, state: 'unknown', says: 'ComfyUI does not answer.' }] },
    ],
  }
  const text = runMarkdown(plan, run)
  for (const part of ['It failed.', 'Restart ComfyUI', '**DISK_FULL**', '- verified', '- shown: The folder \\<b\\>is\\</b\\> there.', '- failed, 1.5 MB', '**TRANSFER_STALLED** huggingface.co stopped sending.', '- cannot tell yet: ComfyUI does not answer.', '- waiting', `greenlight undo ${planId}`, 'begun 2026-03-01T10:00:00.000Z']) expect(text).toContain(part)
  const unloaded: PlanRun = { ...run, actions: [{ id: 'a1', state: 'verified', checks: [] }, { id: 'a2', state: 'failed', checks: [{ check: { check: 'registered', types: ['Foo'] }, state: 'false', says: 'ComfyUI cannot import foo.' }] }] }
  expect(runMarkdown(plan, unloaded)).toContain('It was done, but it does not work yet; nothing was taken back.')
  expect(runMarkdown(plan, { ...run, undoneBy: 'OTHER' })).toContain('Taken back by plan OTHER.')
})
