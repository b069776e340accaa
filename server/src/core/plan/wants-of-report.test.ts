import type { Choice, Want } from '@greenlight/shared/plans'
import { OpenChoiceSchema, PlanWarningSchema, WantSchema } from '@greenlight/shared/plans'
import type { WorkflowReport } from '@greenlight/shared/report'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import type { Installed, Known } from '../installed.js'
import { noModelKnowledge } from '../model-knowledge.js'
import { buildClaim, buildDefinition, buildFolders, buildKnown, buildLive, buildLoader, buildPack } from '../readiness/testing/build-installed.js'
import { judge } from '../readiness/testing/build-judged.js'
import { buildInputReference, buildModelReference, buildNode, undeclared } from '../readiness/testing/build-references.js'
import type { EmbeddedModel } from '../workflow/model.js'
import { wantsOfReport } from './wants-of-report.js'

const url = 'https://huggingface.co/owner/repo/resolve/main/style.safetensors'
const sha256 = 'ab'.repeat(32)
const embedded = (facts: Partial<EmbeddedModel> = {}): EmbeddedModel => ({ name: 'style.safetensors', url, directory: 'loras', hash: null, hashType: null, where: 'nodes[0]', ...facts })
const lora = (name: string, node: string, facts: Parameters<typeof buildModelReference>[1] = {}) => buildModelReference(name, { directory: 'loras', node, nodeType: 'LoraLoader', widget: 'lora_name', ...facts })
const live = (folders: Readonly<Record<string, readonly string[]>> = { loras: [] }, more: Partial<Installed> = {}) => buildLive([buildDefinition('KSampler')], { models: buildFolders(folders), inputs: new Set(), ...more })
const ask = (report: WorkflowReport, given: Partial<Parameters<typeof wantsOfReport>[1]> = {}) => {
  const found = wantsOfReport(report, { choices: [], canvas: true, ...given })
  expect([found.wants.every((one) => v.is(WantSchema, one)), found.open.every((one) => v.is(OpenChoiceSchema, one)), found.unanswered.every((one) => v.is(PlanWarningSchema, one))]).toEqual([true, true, true])
  return found
}
const models = (references: readonly ReturnType<typeof buildModelReference>[], installed = live()) => judge([buildNode('1', 'KSampler')], installed, { references: { models: [...references] } })
const foo = buildClaim('ComfyUI-Foo')

describe('node packs', () => {
  const typed = (nodes: Parameters<typeof judge>[0], known: Known, installed = live()) => judge(nodes, installed, { known })

  test('one pack for all of its types, with the registry id', () => {
    const report = typed([buildNode('1', 'FooA'), buildNode('2', 'FooB'), buildNode('3', 'FooA')], buildKnown({ FooA: [foo], FooB: [foo] }))
    expect(ask(report)).toEqual({ wants: [{ want: 'install-node-pack', pack: 'comfyui-foo', title: 'ComfyUI-Foo', types: ['FooA', 'FooB'] }], open: [], unanswered: [] })
  })

  test.each([
    [{ cnrId: 'comfyui-foo', auxId: null, ver: '1.2.3' }, 'comfyui-foo@1.2.3'],
    [{ cnrId: 'comfyui-foo', auxId: null, ver: 'nightly' }, 'comfyui-foo'],
    [{ cnrId: 'comfyui-foo', auxId: null, ver: 'a'.repeat(40) }, 'comfyui-foo'],
    [{ cnrId: null, auxId: 'Forker/ComfyUI-Foo', ver: null }, 'https://github.com/Forker/ComfyUI-Foo'],
    [{ cnrId: null, auxId: 'Forker/ComfyUI-Foo', ver: 'a'.repeat(40) }, `https://github.com/Forker/ComfyUI-Foo@${'a'.repeat(40)}`],
    [{ cnrId: null, auxId: 'Forker/ComfyUI-Foo', ver: '1.2.3' }, 'https://github.com/Forker/ComfyUI-Foo'],
  ])('declared %j is named %s', (declared, pack) => {
    const report = typed([buildNode('1', 'FooA', { declared: { ...undeclared, ...declared } })], buildKnown({ FooA: [foo] }))
    expect(ask(report).wants).toMatchObject([{ pack }])
  })

  test('a pack that is switched off is switched on, by its folder', () => {
    const packs = ['ComfyUI-Foo.disabled', '.disabled/comfyui-bar@1_0_0'].map((folder) => buildPack(folder, { state: 'disabled' }))
    const bar = buildClaim('ComfyUI-Bar')
    const report = typed([buildNode('1', 'FooA'), buildNode('2', 'BarA')], buildKnown({ FooA: [foo], BarA: [bar] }), live({}, { nodePacks: packs }))
    expect(ask(report).wants).toEqual([{ want: 'enable-node-pack', folder: '.disabled/comfyui-bar@1_0_0' }, { want: 'enable-node-pack', folder: 'ComfyUI-Foo.disabled' }])
  })

  const tie = () => typed([buildNode('1', 'Both')], buildKnown({ Both: [foo, buildClaim('ComfyUI-Bar')] }))
  test('a tie is left to the person', () => {
    const { wants, open, unanswered } = ask(tie())
    expect(wants).toEqual([])
    expect(open).toMatchObject([{ about: 'node-pack', types: ['Both'], options: [{}, {}] }])
    expect(unanswered).toMatchObject([{ code: 'OPEN_CHOICE', subject: 'Both' }])
  })
  test.each([
    [{ id: 'comfyui-bar', repository: null }, { pack: 'comfyui-bar', title: 'ComfyUI-Bar' }],
    [{ id: null, repository: 'https://github.com/somebody/ComfyUI-Bar' }, { pack: 'comfyui-bar', title: 'ComfyUI-Bar' }],
    [{ id: null, repository: 'https://github.com/Else/Where' }, { pack: 'https://github.com/Else/Where', title: 'Where' }],
  ])('a choice of %j settles it', (choice, want) => {
    const { wants, open, unanswered } = ask(tie(), { choices: [{ about: 'node-type', type: 'Both', ...choice }] })
    expect([wants, open, unanswered]).toEqual([[expect.objectContaining(want)], [], []])
  })

  test('what nobody knows, and what a newer ComfyUI has, is told with its next step', () => {
    const report = typed([buildNode('1', 'Nobody'), buildNode('2', 'Nobody')], buildKnown({}))
    expect(ask(report)).toMatchObject({ wants: [], open: [], unanswered: [{ code: 'UNANSWERED', subject: 'Nobody', hint: expect.stringContaining('Search') }] })
  })

  test('what is bypassed is wanted only when it is named', () => {
    const report = typed([buildNode('1', 'FooA', { active: false, mode: 'bypassed' })], buildKnown({ FooA: [foo] }))
    expect(ask(report).wants).toEqual([])
    for (const only of ['FooA', 'ComfyUI-Foo', 'comfyui-foo']) expect(ask(report, { only: [only] }).wants).toMatchObject([{ pack: 'comfyui-foo', types: ['FooA'] }])
    expect(ask(report, { only: ['other'] }).wants).toEqual([])
  })
})

describe('models', () => {
  test('a missing one with one source is fetched once for all nodes', () => {
    const report = models(['4', '7', '10:2'].map((node) => lora('style.safetensors', node, { embedded: [embedded({ hash: sha256, hashType: 'SHA256' })] })))
    expect(ask(report).wants).toEqual([
      { want: 'download-model', name: 'style.safetensors', directory: 'loras', source: { url, from: 'workflow', sha256: `sha256:${sha256}` }, nodes: ['10:2', '4', '7'] },
    ])
  })

  test('a node that names no source is served by the one that does', () => {
    const found = ask(models([lora('style.safetensors', '4', { embedded: [embedded()] }), lora('Style.safetensors', '5')]))
    expect(found.wants).toMatchObject([
      { want: 'download-model', name: 'style.safetensors', nodes: ['4', '5'] },
      { want: 'edit-widget', edit: { node: '5', from: 'Style.safetensors', to: 'style.safetensors' } },
    ])
    expect(found.unanswered).toEqual([])
  })

  const other = 'https://huggingface.co/other/repo/resolve/main/style.safetensors'
  test.each([
    ['one node names two places', [lora('style.safetensors', '4', { embedded: [embedded(), embedded({ url: other })] })]],
    ['two nodes name a place each', [lora('style.safetensors', '4', { embedded: [embedded()] }), lora('style.safetensors', '5', { embedded: [embedded({ url: other })] })]],
  ])('%s: nothing is taken', (_, references) => {
    const { wants, open } = ask(models(references))
    expect(wants).toEqual([])
    expect(open).toMatchObject([{ about: 'model', name: 'style.safetensors', directory: 'loras', sources: [{ url: other }, { url }].sort((a, b) => (a.url < b.url ? -1 : 1)) }])
    const choices: Choice[] = [{ about: 'model', name: 'style.safetensors', directory: 'loras', use: { how: 'download', url: other } }]
    expect(ask(models(references), { choices })).toMatchObject({ wants: [{ want: 'download-model', source: { url: other } }], open: [] })
  })

  test('a source in doubt, a page and a removed file are never fetched', () => {
    const wrong = embedded({ url: 'https://huggingface.co/owner/repo/resolve/main/other_thing.ckpt' })
    const page = embedded({ url: 'https://huggingface.co/owner/repo' })
    for (const entry of [wrong, page]) {
      const { wants, unanswered } = ask(models([lora('style.safetensors', '4', { embedded: [entry] })]))
      expect(wants).toEqual([])
      expect(unanswered).toMatchObject([{ code: 'UNANSWERED', subject: 'style.safetensors' }])
    }
  })

  test('another sub-folder or spelling is set in the widget; without canvas and file the file is linked', () => {
    const installed = live({ loras: ['模型/style.safetensors'] })
    const report = models([lora('style.safetensors', '4')], installed)
    const edit = { node: '4', nodeType: 'LoraLoader', widget: 'lora_name', from: 'style.safetensors', to: '模型/style.safetensors' }
    expect(ask(report).wants).toEqual([{ want: 'edit-widget', edit }])
    expect(ask(report, { canvas: false }).wants).toEqual([{ want: 'edit-widget', edit }])
    const image = { ...report, workflow: { ...report.workflow, format: 'image' } }
    expect(ask(image, { canvas: false }).wants).toEqual([{ want: 'link-model', from: '/comfy/models/loras/模型/style.safetensors', directory: 'loras', name: 'style.safetensors', nodes: ['4'] }])
  })

  const misplaced = { checkpoints: ['style.safetensors'], loras: [] }
  test('a misplaced one is moved to the folder that is asked, under the name that is asked', () => {
    expect(ask(models([lora('sub/style.safetensors', '4'), lora('sub/style.safetensors', '5')], live(misplaced))).wants).toEqual([
      { want: 'move-model', from: '/comfy/models/checkpoints/style.safetensors', directory: 'loras', name: 'sub/style.safetensors', nodes: ['4', '5'] },
    ])
  })
  test('one that is in use where it lies, or wanted in two places, is linked', () => {
    const used = [lora('style.safetensors', '4'), buildModelReference('style.safetensors', { node: '5' })]
    expect(ask(models(used, live(misplaced))).wants).toMatchObject([{ want: 'link-model', directory: 'loras' }])
    const twice = [lora('style.safetensors', '4'), lora('style.safetensors', '5', { directory: 'vae', nodeType: 'VAELoader' })]
    expect(ask(models(twice, live(misplaced))).wants).toMatchObject([{ want: 'link-model', directory: 'loras' }, { want: 'link-model', directory: 'vae' }])
  })
  test('one that lies where ComfyUI does not look is linked, so that it stays with its owner', () => {
    const knowledge = { ...noModelKnowledge, outside: [{ name: 'style.safetensors', path: '/home/me/My Models/style.safetensors', size: 1000 }] }
    const report = judge([buildNode('1', 'KSampler')], live(), { knowledge, references: { models: [lora('style.safetensors', '4')] } })
    expect(ask(report).wants).toMatchObject([{ want: 'link-model', from: '/home/me/My Models/style.safetensors', directory: 'loras', name: 'style.safetensors' }])
  })
  test('a name that only a list of ComfyUI knows cannot be moved', () => {
    const installed = buildLive([buildDefinition('KSampler'), buildLoader('LoraLoader', 'lora_name', [])], { models: new Map([['checkpoints', [{ name: 'style.safetensors', path: null, size: null }]], ['loras', []]]) })
    expect(ask(models([lora('style.safetensors', '4')], installed))).toMatchObject({ wants: [], unanswered: [{ code: 'UNANSWERED' }] })
  })

  test.each([
    ['adopt', 'adopt-model'],
    ['link', 'link-model'],
    ['move', 'move-model'],
  ] as const)('a file that the person names is taken by %s', (by, want) => {
    const choices: Choice[] = [{ about: 'model', name: 'gone.safetensors', directory: null, use: { how: 'file', path: 'D:\\My Downloads\\стиль.safetensors', by } }]
    expect(ask(models([lora('gone.safetensors', '4')]), { choices }).wants).toEqual([{ want, from: 'D:\\My Downloads\\стиль.safetensors', directory: 'loras', name: 'gone.safetensors', nodes: ['4'] }])
  })

  test('only what is named', () => {
    const report = models([lora('style.safetensors', '4', { embedded: [embedded()] }), lora('gone.safetensors', '5')])
    expect(ask(report, { only: ['style.safetensors'] })).toMatchObject({ wants: [{ name: 'style.safetensors' }], unanswered: [] })
    expect(ask(report, { only: ['gone.safetensors'] })).toMatchObject({ wants: [], unanswered: [{ subject: 'gone.safetensors' }] })
  })
  test('an inactive one is wanted only when it is named', () => {
    const report = models([lora('style.safetensors', '4', { embedded: [embedded()], active: false })])
    expect(ask(report).wants).toEqual([])
    expect(ask(report, { only: ['style.safetensors'] }).wants).toMatchObject([{ want: 'download-model', nodes: ['4'] }])
  })
})

test('a missing picture is a choice, and a chosen one an edit', () => {
  const report = judge([buildNode('1', 'KSampler')], live(), { references: { inputs: [buildInputReference('cat.png', { node: '9' })] } })
  expect(ask(report)).toMatchObject({ wants: [], open: [{ about: 'input', name: 'cat.png', node: '9' }], unanswered: [{ code: 'OPEN_CHOICE', subject: 'cat.png' }] })
  const choices: Choice[] = [{ about: 'input', name: 'cat.png', node: '9', use: 'dog.png' }]
  expect(ask(report, { choices })).toEqual({ wants: [{ want: 'edit-widget', edit: { node: '9', nodeType: 'LoadImage', widget: null, from: 'cat.png', to: 'dog.png' } }], open: [], unanswered: [] })
})

test('a subgraph that the file lacks, and a file that is none, are told', () => {
  const report = judge([buildNode('1', 'KSampler')], live(), { workflow: { missingDefinitions: [{ id: '3', type: 'Sub', active: true, where: 'nodes[1]' }] } })
  expect(ask(report).unanswered).toMatchObject([{ code: 'UNANSWERED', subject: 'Sub' }])
})

test('the order of entries, findings and sources changes nothing', () => {
  const names = ['a.safetensors', 'стиль.safetensors', 'a b.safetensors']
  const mirror = 'https://huggingface.co/owner/repo/blob/main/'
  const references = names.flatMap((name, at) => [lora(name, `${at}`, { embedded: [embedded({ name, url: mirror + name }), embedded({ name, url: url.replace('style.safetensors', name), hash: sha256 })] }), lora(name, `9:${at}`, { embedded: [embedded({ name, url: url.replace('style.safetensors', name) })] })])
  const nodes = ['FooA', 'FooB', 'Both', 'Nobody'].map((type, at) => buildNode(`n${at}`, type))
  const report = judge(nodes, live({ loras: [], checkpoints: ['a.safetensors'] }), { known: buildKnown({ FooA: [foo], FooB: [foo], Both: [foo, buildClaim('ComfyUI-Bar')] }), references: { models: references } })
  const told = ask(report)
  expect(told.wants.length).toBeGreaterThan(3)
  const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length })
  fc.assert(
    fc.property(shuffled(report.models), shuffled(report.nodeTypes), shuffled(report.findings), fc.boolean(), (entries, nodeTypes, findings, turned) => {
      const turn = <T>(list: readonly T[]): T[] => (turned ? [...list].reverse() : [...list])
      const other = { ...report, nodeTypes, findings, models: entries.map((entry) => ({ ...entry, sources: turn(entry.sources) })) }
      expect(wantsOfReport(other, { choices: [], canvas: true })).toEqual(told)
    }),
    { numRuns: 200 },
  )
})

test('nothing is ever taken from a tie', () => {
  const hosts = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 2 })
  fc.assert(
    fc.property(hosts, fc.boolean(), (owners, apart) => {
      const entries = owners.map((owner) => embedded({ url: `https://huggingface.co/${owner}/repo/resolve/main/style.safetensors` }))
      const references = apart ? entries.map((entry, at) => lora('style.safetensors', `${at}`, { embedded: [entry] })) : [lora('style.safetensors', '1', { embedded: entries })]
      const { wants, open } = ask(models(references))
      expect([wants, open.length]).toEqual([[] satisfies Want[], 1])
    }),
    { numRuns: 60 },
  )
})
