import { describe, expect, test } from 'vitest'
import { coreNodeTypes } from '../../facts/core-node-types.js'
import type { Installed, Known } from '../../installed.js'
import { nothingInstalled, nothingKnown } from '../../installed.js'
import {
  buildClaim,
  buildDefinition,
  buildInstalled,
  buildKnown,
  buildLive,
  buildPack,
  mapOf,
} from '../testing/build-installed.js'
import { buildTypeReference } from '../testing/build-references.js'
import { judgeNodeTypes } from './judge-node-types.js'

function judgeOne(...[reference, facts]: [Parameters<typeof judgeNodeTypes>[0][number], Parameters<typeof judgeNodeTypes>[1]]) {
  const [judged] = judgeNodeTypes([reference], facts).types
  if (judged === undefined) throw new Error('one reference, one answer')
  return judged
}

interface Case {
  readonly type: string
  readonly declared?: Parameters<typeof buildTypeReference>[1]
  readonly installed: Installed
  readonly known?: Known
  readonly page?: readonly string[]
}

function judge({ type, declared, installed, known, page }: Case) {
  const { entry, cause } = judgeOne(buildTypeReference(type, declared), {
    installed,
    known: known ?? nothingKnown,
    frontendOnly: new Set(page),
    decisions: [],
    workflow: null,
  })
  return { entry, cause, says: entry.evidence.map((one) => one.says).join(' ') }
}

const plain = buildLive([buildDefinition('KSampler')])
const folder = buildInstalled({ root: '/comfy', comfyui: '0.29.0' })
const foo = buildClaim('ComfyUI-Foo')
const bar = buildClaim('ComfyUI-Bar')
const knowsFoo = buildKnown({ Foo: [foo] })
const fooOnDisk = { id: 'comfyui-foo', repository: foo.repository, title: 'ComfyUI-Foo' }

describe('registered', () => {
  test.each(['live', 'file', 'recorded'] as const)('as the %s list says', (objectInfo) => {
    const { entry, cause } = judge({
      type: 'KSampler',
      installed: { ...plain, objectInfo, recordedAt: '2026-01-02T03:04:05Z' },
    })
    expect(entry).toMatchObject({ state: 'registered', pack: null, count: 1, nodes: ['1'], active: true })
    expect(entry.evidence[0]).toMatchObject({ from: 'object_info', where: '/object_info' })
    expect(cause).toBeNull()
  })

  test('a recorded list says when it was recorded', () => {
    const { says } = judge({
      type: 'KSampler',
      installed: { ...plain, objectInfo: 'recorded', recordedAt: '2026-01-02T03:04:05Z' },
    })
    expect(says).toContain('2026-01-02')
  })

  test('by a pack, which is named as it lies on the disk', () => {
    const installed = buildLive([buildDefinition('Foo', { module: 'custom_nodes.ComfyUI-Foo' })], {
      nodePacks: [buildPack('ComfyUI-Foo', { ...fooOnDisk, version: '1.2.3' })],
    })
    expect(judge({ type: 'Foo', installed }).entry.pack).toMatchObject({
      id: 'comfyui-foo',
      version: '1.2.3',
      confidence: 1,
    })
  })

  test('a core name that a pack has taken is still registered', () => {
    const installed = buildLive([buildDefinition('IdeogramV1', { module: 'custom_nodes.x' })])
    expect(judge({ type: 'IdeogramV1', installed }).entry).toMatchObject({ state: 'registered', pack: { title: 'x' } })
  })

  test('without a list: a core type that this version has, by the table of core types', () => {
    const { entry } = judge({ type: 'KSampler', installed: folder })
    expect(entry).toMatchObject({ state: 'registered', evidence: [{ from: 'core-table' }, { from: 'disk' }] })
  })
})

describe('frontend-only', () => {
  test.each(['Note', 'MarkdownNote', 'Reroute', 'PrimitiveNode', 'Label (rgthree)'])('%s, without any page', (type) => {
    expect(judge({ type, installed: plain }).entry.state).toBe('frontend-only')
    expect(judge({ type, installed: nothingInstalled }).entry.state).toBe('frontend-only')
  })

  test('whatever the open page has registered by itself', () => {
    expect(judge({ type: 'Odd (script)', installed: plain, page: ['Odd (script)'] }).entry.state).toBe('frontend-only')
    expect(judge({ type: 'Odd (script)', installed: plain }).entry.state).toBe('missing')
  })

  test('one that a pack draws blocks only where that pack is surely absent', () => {
    const absent = judge({ type: 'SetNode', installed: plain })
    expect(absent.entry).toMatchObject({ state: 'frontend-only', pack: { id: 'comfyui-kjnodes' } })
    expect(absent.cause).toMatchObject({ severity: 'blocks', fix: 'install-node-pack' })
    expect(judge({ type: 'Label (rgthree)', installed: plain }).cause).toMatchObject({ severity: 'blocks' })
    const here = buildLive([], { nodePacks: [buildPack('ComfyUI-KJNodes')] })
    expect(judge({ type: 'SetNode', installed: here }).cause).toBeNull()
    expect(judge({ type: 'SetNode', installed: plain, page: ['SetNode'] }).cause).toBeNull()
    expect(judge({ type: 'SetNode', installed: nothingInstalled }).cause).toBeNull()
  })
})

describe('of ComfyUI itself, not listed', () => {
  const old = buildLive([buildDefinition('KSampler')], { comfyui: '0.7.0' })

  test('a later version has it: update', () => {
    const { entry, cause, says } = judge({ type: 'Video Slice', installed: old })
    expect(entry).toMatchObject({ state: 'core-too-old', pack: null, candidates: [] })
    expect(cause).toMatchObject({ fix: 'update-comfyui', severity: 'blocks', subject: 'ComfyUI' })
    expect(says).toContain('0.29.0')
    expect(says).toContain('0.7.0')
  })

  test('a catalogue that claims a core name for a pack changes nothing', () => {
    const known = buildKnown({ 'Video Slice': [foo] })
    expect(judge({ type: 'Video Slice', installed: old, known }).entry).toMatchObject({
      state: 'core-too-old',
      pack: null,
    })
  })

  test('it went: no action brings it back', () => {
    const { entry, cause } = judge({ type: 'IdeogramV1', installed: plain })
    expect(entry.state).toBe('core-too-old')
    expect(cause?.fix).toBeNull()
    expect(cause?.message({ wanting: ['IdeogramV1'], nodes: ['1'] })).toContain('no longer has IdeogramV1')
  })

  test('it was renamed: the later name is the next step', () => {
    const { entry, cause } = judge({ type: 'ConditioningAverage ', installed: plain })
    expect(entry.state).toBe('core-too-old')
    expect(cause?.next({ wanting: [], nodes: [] })).toContain('Put ConditioningAverage in its place')
  })

  test('API nodes switched off', () => {
    const installed = buildLive([], { argv: ['main.py', '--disable-api-nodes', '--listen', '10.1.2.3'] })
    const { entry, cause, says } = judge({ type: 'IdeogramV3', installed })
    expect(entry.state).toBe('disabled')
    expect(cause).toMatchObject({ fix: null })
    expect(says).not.toContain('10.1.2.3')
  })

  test('its module did not load', () => {
    const reason = "No module named 'torchaudio'"
    const installed = buildLive([], {
      importFailures: [{ module: 'comfy_extras/nodes_audio.py', folder: null, reason, from: 'log' }],
    })
    const { entry, cause, says } = judge({ type: 'SaveAudio', installed })
    expect(entry.state).toBe('import-failed')
    expect(says).toContain('torchaudio')
    expect(cause?.fix).toBeNull()
  })

  test('this version should have it and nothing says why not', () => {
    expect(judge({ type: 'VAEDecode', installed: plain }).entry.state).toBe('import-failed')
  })

  test('without a version, the list itself shows which one it is like', () => {
    const since = (versions: readonly string[]) =>
      [...coreNodeTypes()]
        .filter(([, type]) => type.until === null && versions.includes(type.since ?? ''))
        .map(([type]) => buildDefinition(type))
    const older = buildInstalled({ objectInfo: 'file', definitions: mapOf(since(['0.7.0'])) })
    const newer = buildInstalled({
      objectInfo: 'file',
      definitions: mapOf(since(['0.7.0', '0.29.0']).filter(({ type }) => type !== 'KSampler')),
    })
    expect(judge({ type: 'Video Slice', installed: older })).toMatchObject({
      entry: { state: 'core-too-old' },
      cause: { fix: 'update-comfyui' },
    })
    expect(judge({ type: 'KSampler', installed: newer }).entry.state).toBe('import-failed')
    const odd = buildInstalled({ objectInfo: 'file', definitions: plain.definitions })
    expect(
      judge({ type: 'Video Slice', installed: odd }).cause?.message({ wanting: ['Video Slice'], nodes: [] }),
    ).toContain('not known')
  })

  test('declared comfy-core but in no version looked at: an update that nobody can vouch for', () => {
    const { entry, cause } = judge({
      type: 'TomorrowNode',
      declared: { cnrId: 'comfy-core', ver: '0.99.0' },
      installed: plain,
    })
    expect(entry.state).toBe('core-too-old')
    expect(cause).toMatchObject({ fix: null, subject: 'ComfyUI 0.99.0' })
  })

  test("listed by the catalogue as ComfyUI's own, with nothing declared", () => {
    const known = buildKnown({
      TomorrowNode: [buildClaim('ComfyUI', { repository: 'https://github.com/comfyanonymous/ComfyUI' }), foo],
    })
    expect(judge({ type: 'TomorrowNode', installed: plain, known }).entry.state).toBe('core-too-old')
    const declared = { cnrId: 'comfyui-foo' }
    expect(judge({ type: 'TomorrowNode', declared, installed: plain, known }).entry.state).toBe('missing')
  })

  test.each([
    ['0.29.0', 'KSampler', 'registered'],
    ['0.31.2', 'KSampler', 'registered'],
    ['0.7.0', 'KSampler', 'registered'],
    ['0.3.40', 'KSampler', 'undetermined'],
    ['0.7.0', 'Video Slice', 'core-too-old'],
    ['0.18.1', 'Video Slice', 'undetermined'],
    ['0.29.0', 'IdeogramV1', 'core-too-old'],
    ['0.18.1', 'IdeogramV1', 'undetermined'],
    ['0.29.0', 'T2IAdapterLoader', 'core-too-old'],
    [null, 'KSampler', 'undetermined'],
  ])('a folder of ComfyUI %s alone: %s is %s', (comfyui, type, state) => {
    expect(judge({ type, installed: buildInstalled({ root: '/comfy', comfyui }) }).entry.state).toBe(state)
  })
})

describe('of a node pack, not listed', () => {
  test('nobody knows it', () => {
    const { entry, cause } = judge({ type: 'Foo', installed: plain })
    expect(entry).toMatchObject({ state: 'missing', pack: null, candidates: [] })
    expect(cause).toMatchObject({ fix: null, subject: 'Foo' })
  })

  test('declared, and nowhere on the disk: install', () => {
    const { entry, cause } = judge({
      type: 'Foo',
      declared: { cnrId: 'comfyui-foo', ver: '1.0.0' },
      installed: plain,
      known: knowsFoo,
    })
    expect(entry).toMatchObject({
      state: 'missing',
      pack: { id: 'comfyui-foo', title: 'ComfyUI-Foo', via: 'cnr_id', version: '1.0.0' },
    })
    expect(cause).toMatchObject({ fix: 'install-node-pack', subject: 'ComfyUI-Foo' })
  })

  test('claimed by two: a choice, never a guess', () => {
    const { entry, cause } = judge({ type: 'Foo', installed: plain, known: buildKnown({ Foo: [foo, bar] }) })
    expect(entry).toMatchObject({
      state: 'missing',
      pack: null,
      candidates: [{ title: 'ComfyUI-Bar' }, { title: 'ComfyUI-Foo' }],
    })
    expect(cause?.fix).toBe('choose-node-pack')
  })

  test('switched off on the disk, whether declared, claimed or found by its folder name', () => {
    const byId = buildLive([], { nodePacks: [buildPack('x', { ...fooOnDisk, state: 'disabled' })] })
    const byFolder = buildLive([], { nodePacks: [buildPack('ComfyUI-Foo.disabled', { state: 'disabled' })] })
    for (const installed of [byId, byFolder]) {
      for (const declared of [{ cnrId: 'comfyui-foo' }, {}]) {
        const { entry, cause } = judge({ type: 'Foo', declared, installed, known: knowsFoo })
        expect(entry.state).toBe('disabled')
        expect(cause?.fix).toBe('enable-node-pack')
      }
    }
  })

  test('a fork in a folder of the same name is another pack', () => {
    const fork = buildPack('ComfyUI-Foo', { repository: 'https://github.com/fork/ComfyUI-Foo', state: 'disabled' })
    const known = buildKnown({ Foo: [{ ...foo, id: null }] })
    expect(judge({ type: 'Foo', installed: buildLive([], { nodePacks: [fork] }), known }).entry.state).toBe('missing')
  })

  test('it fell over at import, as the server, a log or the disk says', () => {
    const failure = {
      module: '/comfy/custom_nodes/ComfyUI-Foo',
      folder: 'ComfyUI-Foo',
      reason: "No module named 'bar'",
      from: 'log',
    } as const
    const named = buildLive([], { nodePacks: [buildPack('ComfyUI-Foo', fooOnDisk)], importFailures: [failure] })
    const blocked = buildLive([], {
      nodePacks: [buildPack('ComfyUI-Foo', { ...fooOnDisk, state: 'blocked', because: 'no __init__.py' })],
    })
    const unlisted = buildLive([], { importFailures: [failure] })
    for (const installed of [named, blocked, unlisted]) {
      const { entry, cause } = judge({ type: 'Foo', declared: { cnrId: 'comfyui-foo' }, installed, known: knowsFoo })
      expect(entry.state).toBe('import-failed')
      expect(cause?.fix).toBe('repair-node-pack')
    }
  })

  test('it came after the server had started: a restart is all it needs, whatever an older log says', () => {
    const failure = { module: 'custom_nodes.ComfyUI-Foo', folder: 'ComfyUI-Foo', reason: 'then', from: 'log' } as const
    const pack = buildPack('ComfyUI-Foo', fooOnDisk)
    const facts = { nodePacks: [pack], importFailures: [failure], runningBy: 1_000_000, packsMade: new Map([[pack.path, 2_000_000]]) }
    const { entry, cause } = judge({ type: 'Foo', declared: { cnrId: 'comfyui-foo' }, installed: buildLive([], facts), known: knowsFoo })
    expect([entry.state, cause?.kind, cause?.fix]).toEqual(['needs-restart', 'node-type-needs-restart', 'restart-comfyui'])
    expect(entry.evidence.at(-1)?.says).toContain('Its folder was made 17 minutes after')
    const off = judge({ type: 'Foo', declared: { cnrId: 'comfyui-foo' }, installed: buildLive([], { ...facts, importFailures: [], argv: ['--disable-all-custom-nodes'] }), known: knowsFoo })
    expect(off.entry.state).toBe('disabled')
  })

  test('loaded, but this version of the pack does not have it', () => {
    const installed = buildLive([buildDefinition('OtherFoo', { module: 'custom_nodes.ComfyUI-Foo' })], {
      nodePacks: [buildPack('ComfyUI-Foo', { ...fooOnDisk, version: '0.9.0' })],
    })
    const declared = { cnrId: 'comfyui-foo', ver: '1.0.0' }
    expect(judge({ type: 'Foo', declared, installed })).toMatchObject({
      entry: { state: 'missing' },
      cause: { fix: 'repair-node-pack' },
    })
    expect(judge({ type: 'Foo', declared: { cnrId: 'comfyui-foo' }, installed }).cause?.fix).toBeNull()
  })

  test('on the disk while the list is older than the disk may be: cannot tell', () => {
    const installed = buildLive([], { objectInfo: 'recorded', nodePacks: [buildPack('ComfyUI-Foo', fooOnDisk)] })
    expect(judge({ type: 'Foo', declared: { cnrId: 'comfyui-foo' }, installed }).entry.state).toBe('undetermined')
  })

  test('all packs are switched off by the command line', () => {
    const installed = buildLive([], {
      argv: ['--disable-all-custom-nodes'],
      nodePacks: [buildPack('ComfyUI-Foo', fooOnDisk)],
    })
    expect(judge({ type: 'Foo', declared: { cnrId: 'comfyui-foo' }, installed })).toMatchObject({
      entry: { state: 'disabled' },
      cause: { fix: null },
    })
  })

  test('a name that differs only in case is evidence, never an answer', () => {
    const { entry, says } = judge({ type: 'ksampler ', installed: plain })
    expect(entry.state).toBe('missing')
    expect(says).toContain('"KSampler" is registered')
  })

  test('a replacement that the server declares is the next step', () => {
    const installed = buildLive([], { replacements: new Map([['Foo', 'NewFoo']]) })
    const { cause, says } = judge({ type: 'Foo', installed })
    expect(says).toContain('replaces Foo by NewFoo')
    expect(cause?.next({ wanting: [], nodes: [] })).toContain('NewFoo')
  })
})

describe('without any list of node types', () => {
  test('nothing is known at all', () => {
    expect(judge({ type: 'KSampler', installed: nothingInstalled }).entry.state).toBe('undetermined')
    const { entry, cause } = judge({
      type: 'Foo',
      declared: { cnrId: 'comfyui-foo' },
      installed: nothingInstalled,
      known: knowsFoo,
    })
    expect(entry).toMatchObject({ state: 'undetermined', pack: { id: 'comfyui-foo' } })
    expect(cause).toMatchObject({ fix: null, subject: 'node definitions' })
  })

  test('a declared pack that is on the disk: cannot tell, with the pack and what to do', () => {
    const installed = { ...folder, nodePacks: [buildPack('ComfyUI-Foo', fooOnDisk)] }
    const { entry, cause } = judge({ type: 'Foo', declared: { cnrId: 'comfyui-foo' }, installed })
    expect(entry).toMatchObject({ state: 'undetermined', pack: { id: 'comfyui-foo' } })
    expect(cause?.next({ wanting: [], nodes: [] })).toContain('--object-info')
  })

  test('a declared or claimed pack that is not on the disk is missing', () => {
    expect(judge({ type: 'Foo', declared: { cnrId: 'comfyui-foo' }, installed: folder }).entry.state).toBe('missing')
    expect(judge({ type: 'Foo', installed: folder, known: knowsFoo }).cause?.fix).toBe('install-node-pack')
  })

  test('a type of which nobody knows: any pack here may have it; with no pack here it is missing', () => {
    expect(judge({ type: 'Foo', installed: { ...folder, nodePacks: [buildPack('x')] } }).entry.state).toBe(
      'undetermined',
    )
    expect(judge({ type: 'Foo', installed: folder }).entry.state).toBe('missing')
  })
})

test("an inactive type is listed and stands in nobody's way", () => {
  const reference = buildTypeReference('Foo')
  const nodes = reference.nodes.map((node) => ({ ...node, active: false }))
  const { entry, cause } = judgeOne(
    { ...reference, nodes, active: false },
    { installed: plain, known: nothingKnown, frontendOnly: new Set(), decisions: [], workflow: null },
  )
  expect(entry).toMatchObject({ state: 'missing', active: false })
  expect(cause).toBeNull()
})
