import type { PlanRun } from '@greenlight/shared/plans'
import { describe, expect, test } from 'vitest'
import { blockedCheck, makeCheck, makeFinding, makeModel } from '../../dev/fixtures.js'
import { applied, codePlan, conflict, dataPlan, makeAction, makeDocument, makePlan, openChoices, running, undoPlan, verified } from '../../dev/fixtures-plans.js'
import { readResolvable, rowAct } from '../resolvable.js'
import { settledBetween } from '../settled.js'
import { lacks } from './disk.js'
import { handedEdits } from './handed-edits.js'
import { isSettled } from './is-settled.js'
import { choicesOf, mergeChoices } from './open-choices.js'
import { changeKind, sortChanges } from './package-changes.js'
import { pageFor, planInHash } from './page-for.js'
import { progressOf, shareOf } from './progress.js'
import { artefactsOf } from './receipts.js'
import { sayPlan } from './say-plan.js'
import { shortenPaths } from './shorten-paths.js'
import { splitLinks } from './split-links.js'
import { readRisks, subjectsOfGroup, ticksOf } from './summary.js'

describe('what a plan comes to', () => {
  test('in one line', () => {
    expect(sayPlan(dataPlan)).toEqual(['3 actions', '407 MB from models.example'])
    expect(sayPlan(codePlan).slice(2)).toEqual(['2 actions bring code', 'ComfyUI must be restarted by you'])
    expect(sayPlan(undoPlan)).toEqual(['2 actions', 'nothing leaves this machine'])
  })

  test('a download of unknown size is said to be one', () => {
    const blind = makePlan({ actions: [makeAction({ ...dataPlan.actions[0]!, id: 'a1', hosts: ['h'] })] })
    const { bytes: _, ...rest } = blind.actions[0]!
    expect(sayPlan({ ...blind, actions: [rest], needs: { ...blind.needs, bytes: 0 } })[1]).toBe('download of unknown size from h')
  })

  test('what could break: packages that others stand on, and what undo does not bring back', () => {
    const risks = readRisks(codePlan)
    expect(risks.packages.map(({ name }) => name)).toEqual(['numpy'])
    expect(risks.cannotUndo.map(({ id }) => id)).toEqual(['a5'])
    expect(ticksOf(codePlan)).toEqual(['cool-down:comfyui_portraitid', 'protected:numpy'])
    expect([...subjectsOfGroup(codePlan, 'pack')]).toEqual(['ComfyUI_PortraitID'])
  })

  test('what undo does not bring back of several packs is told once', () => {
    const pack = (id: string, cannotUndo: string) => makeAction({ ...codePlan.actions[0]!, id, cannotUndo })
    const { cannotUndo } = readRisks(makePlan({ actions: [pack('a1', 'What it did.'), pack('a2', 'What it did.'), pack('a3', 'Its times.'), pack('a4', 'What it did.')] }))
    expect(cannotUndo.map(({ id, says }) => [id, says])).toEqual([['a1', 'What it did.'], ['a3', 'Its times.']])
  })

  test('space that is not known is not said to lack', () => {
    expect([{ volume: 'C:', need: 5, free: 3 }, { volume: 'D:', need: 5, free: null }, { volume: 'E:', need: 5, free: 5 }].map(lacks)).toEqual([2, 0, 0])
  })
})

test('nothing is still to come only when no restart, no widget and no look is', () => {
  const run = (more: Partial<PlanRun>) => makeDocument(dataPlan, { state: 'applied', actions: [{ id: 'a1', state: 'verified', checks: [] }, { id: 'a2', state: 'verified', checks: [] }, { id: 'a3', state: 'handed', checks: [] }], ...more })
  expect([isSettled(run({}), true), isSettled(run({}), false), isSettled(run({ restart: true }), true), isSettled(run({ actions: [] }), true)]).toEqual([true, false, false, false])
  expect([isSettled(applied, true), isSettled(running, true), isSettled(makeDocument(dataPlan, { state: 'verified' }), false)]).toEqual([false, false, true])
})

test('paths begin below the root of the installation, whatever its separators', () => {
  expect(shortenPaths('It lies at /opt/ComfyUI/models/vae/a b.pt and no longer at /opt/ComfyUI2/x.', '/opt/ComfyUI')).toBe('It lies at models/vae/a b.pt and no longer at /opt/ComfyUI2/x.')
  expect(shortenPaths('At D:\\Modelle ü\\ComfyUI\\models\\x.', 'D:\\Modelle ü\\ComfyUI\\')).toBe('At models\\x.')
  expect(shortenPaths('/a/b', null)).toBe('/a/b')
})

test('packages that others stand on come first, then what changes', () => {
  const packages = codePlan.actions.flatMap((action) => action.packages ?? [])
  expect(sortChanges(packages).map(({ name }) => name)).toEqual(['numpy', 'onnxruntime', 'insightface', 'scikit-image'])
  expect(packages.map(changeKind)).toEqual(['added', 'changed', 'changed', 'added'])
  expect(changeKind({ name: 'a', before: '1', after: null, why: [], protected: false })).toBe('removed')
})

describe('how far a run is', () => {
  test('bytes of what is over count whole, and the rest follows from the rate', () => {
    const progress = progressOf(running)
    expect(progress).toMatchObject({ done: 1, actions: 5, bytes: 171_000_000, total: 407_000_000 + 2_310_000 + 96_400_000, rate: 11_400_000 })
    expect(progress.rest).toBeCloseTo((progress.total - progress.bytes) / progress.rate)
  })

  test('nobody can tell the share of what counts no bytes', () => {
    const [action] = dataPlan.actions
    expect(shareOf({ action: action!, run: { id: 'a1', state: 'running', checks: [] } })).toBeNull()
    expect(shareOf({ action: action!, run: { id: 'a1', state: 'preparing', done: 900e6, checks: [] } })).toBe(1)
    expect(shareOf({ action: action!, run: { id: 'a1', state: 'verified', checks: [] } })).toBe(1)
  })
})

test('the canvas is handed the edits of the plan, also when the sidecar believes them done already', () => {
  const edit = { node: '4', widget: 'ckpt_name', from: 'dream-shaper-xl-v21_fp16.safetensors', to: 'sdxl/dream-shaper-xl-v21.safetensors' }
  expect(handedEdits(verified)).toEqual([edit])
  const over = makeDocument(dataPlan, { state: 'verified', actions: [{ id: 'a3', state: 'verified', checks: [] }] })
  expect(handedEdits(over)).toEqual([])
  expect(handedEdits(over, true)).toEqual([edit])
})

describe('a choice', () => {
  const [pack, model, input] = openChoices

  test('answers those types alone that the pack has', () => {
    expect(choicesOf(pack!, { of: 'pack', option: 1 })).toEqual([{ about: 'node-type', type: 'LoadVideoFrames', id: 'comfy-video-io', repository: null }])
    expect(choicesOf(pack!, { of: 'pack', option: 9 })).toEqual([])
  })

  test('of a file says how it is used, of a source its address, of an input the other file', () => {
    expect(choicesOf(model!, { of: 'file', file: 1, by: 'link' })).toMatchObject([{ about: 'model', directory: 'checkpoints', use: { how: 'file', path: '/data/old/dreamshaper.ckpt', by: 'link' } }])
    expect(choicesOf(model!, { of: 'source', source: 0 })).toMatchObject([{ use: { how: 'download', url: 'https://models.example/dream-shaper-xl-v21_fp16.safetensors' } }])
    expect(choicesOf(input!, { of: 'input', option: 1 })).toEqual([{ about: 'input', node: '12', name: 'portrait of Zoë.png', use: 'Zoë.png' }])
  })

  test('of what to do with a folder in the way is one of its buttons', () => {
    expect(choicesOf(conflict, { of: 'conflict', answer: 2 })).toEqual([{ about: 'pack-conflict', pack: 'comfyui_portraitid', choose: 'replace' }])
    expect(choicesOf(conflict, { of: 'input', option: 0 })).toEqual([])
  })

  test('replaces an earlier one about the same', () => {
    const [first] = choicesOf(model!, { of: 'source', source: 0 })
    const [second] = choicesOf(model!, { of: 'file', file: 0, by: 'widget' })
    expect(mergeChoices([first!, ...choicesOf(pack!, { of: 'pack', option: 0 })], [second!])).toHaveLength(3)
    expect(mergeChoices([first!], [second!])).toEqual([second])
  })
})

describe('the own page', () => {
  test('is named with the plan, where this browser can reach it', () => {
    expect(pageFor('http://127.0.0.1:8189/', 'localhost', 'plan=ABC')).toBe('http://127.0.0.1:8189/#plan=ABC')
    expect(pageFor('http://127.0.0.1:8189/', '192.168.1.5', 'plan=ABC')).toBeNull()
    expect(pageFor('javascript:alert(1)', 'localhost', 'plan=ABC')).toBeNull()
    expect(pageFor(null, 'localhost', 'plan=ABC')).toBeNull()
  })

  test('reads only what can be an id from its address', () => {
    expect(planInHash('#plan=01K9ZQ3W7T8B2C4D6E8F0G2H4J')).toBe('01K9ZQ3W7T8B2C4D6E8F0G2H4J')
    for (const hash of ['', '#plan=', '#models', '#plan=../../x', '#plan=<b>', `#plan=${'A'.repeat(99)}`]) expect(planInHash(hash)).toBeNull()
  })
})

test('addresses in a sentence stand by themselves, without what ends the sentence', () => {
  expect(splitLinks('Open https://a.example/x?y=1, then try (http://b.example).')).toEqual([
    { text: 'Open ', link: false },
    { text: 'https://a.example/x?y=1', link: true },
    { text: ', then try (', link: false },
    { text: 'http://b.example', link: true },
    { text: ').', link: false },
  ])
  for (const text of ['', 'no address', 'javascript:alert(1)', '<a href="https://x">']) expect(splitLinks(text).map((piece) => piece.text).join('')).toBe(text)
})

test('what a plan made is told once, as the last line has it', () => {
  const line = { seq: 1, ts: '', actor: 'user', action_type: 'model.add', plan_id: null, inputs: {}, pre_exists: null, post_exists: null, prev: '' }
  expect(artefactsOf([{ ...line, outputs: [{ path: '/a' }, { path: '/b' }] }, { ...line, outputs: [{ path: '/a', size: 3 }] }])).toEqual([{ path: '/a', size: 3 }, { path: '/b' }])
})

describe('what "Resolve missing" would be about', () => {
  const findings = [makeFinding({ kind: 'model-missing', subject: 'a', fix: 'download-model' }), makeFinding({ kind: 'model-missing', subject: 'b', fix: 'download-model' }), makeFinding({ kind: 'node-type-core-too-old', subject: 'C', fix: 'update-comfyui' })]
  const source = (size?: number) => [{ url: 'https://h.example/f', from: 'workflow', ...(size === undefined ? {} : { size }) }]

  test('counts what is known, and says when more is to come', () => {
    const models = [makeModel({ name: 'a', state: 'missing', sources: source(5) }), makeModel({ name: 'a', node: '9', state: 'missing', sources: source(5) }), makeModel({ name: 'b', state: 'missing', sources: source() })]
    expect(readResolvable(makeCheck({ verdict: 'fixable', findings, models }).reports[0]!)).toEqual({ subjects: ['a', 'b'], bytes: 5, more: true })
    expect(readResolvable(blockedCheck.reports[0]!)).toMatchObject({ bytes: 407_000_000, more: false })
  })

  test('is nothing where only advice is left', () => {
    expect(readResolvable(makeCheck({ verdict: 'blocked', findings: findings.slice(2) }).reports[0]!)).toBeNull()
    expect(readResolvable(makeCheck({}).reports[0]!)).toBeNull()
  })

  test('a row has its own action, but for picks, advice and what the canvas does at once', () => {
    expect(rowAct({ fix: 'install-node-pack' }, true)).toBe('install-node-pack')
    expect([rowAct({ fix: 'edit-widget' }, true), rowAct({ fix: 'edit-widget' }, false)]).toEqual([null, 'edit-widget'])
    expect([rowAct({ fix: 'choose-model' }, false), rowAct({ fix: 'update-comfyui' }, false), rowAct({ fix: undefined }, false)]).toEqual([null, null, null])
  })
})

test('what blocked and does no more is told, for the same workflow alone', () => {
  const answer = (check: typeof blockedCheck, key = 'a') => ({ subject: { key, name: key }, check, at: 0 })
  const some = makeCheck({ findings: blockedCheck.reports[0]!.findings.slice(0, 2) })
  expect(settledBetween(answer(blockedCheck), answer(some))).toEqual(['antelope-v2-face-landmarks-1k3d68.onnx', 'ComfyUI_PortraitID'])
  expect(settledBetween(answer(blockedCheck), answer(some, 'b'))).toEqual([])
  expect(settledBetween(null, answer(some))).toEqual([])
})
