import { describe, expect, test } from 'vitest'
import { type Installed, type Known, nothingInstalled, nothingKnown } from '../installed.js'
import type { NodeTypeReference } from '../workflow/references.js'
import { buildClaim, buildInstalled, buildKnown, buildPack } from '../readiness/testing/build-installed.js'
import {
  buildNode,
  buildTypeReference,
  buildTypeReferences,
  undeclared,
} from '../readiness/testing/build-references.js'
import { answerOf } from './pack-answer.js'
import { resolvePacks } from './resolve-packs.js'

function packFor(reference: NodeTypeReference, installed: Installed, known: Known) {
  const { cases } = resolvePacks({ foreign: [reference], all: [reference], installed, known, decisions: [], workflow: null })
  const [one] = cases
  if (one === undefined) throw new Error('one reference, one case')
  return answerOf(one, installed)
}

const foo = buildClaim('ComfyUI-Foo')
const bar = buildClaim('ComfyUI-Bar')
const swwan = buildClaim('ComfyUI_Swwan', { id: null })
const pattern = buildClaim('Patterned', { via: 'pattern' })

describe('declared', () => {
  test('cnr_id with what the catalogue knows of it', () => {
    const { pack, candidates } = packFor(
      buildTypeReference('X', { cnrId: 'comfyui-foo', ver: '1.2.0' }),
      nothingInstalled,
      buildKnown({}, [foo]),
    )
    expect(pack).toMatchObject({
      id: 'comfyui-foo',
      repository: foo.repository,
      title: 'ComfyUI-Foo',
      version: '1.2.0',
      via: 'cnr_id',
      confidence: 0.95,
    })
    expect(pack?.evidence[0]).toEqual({
      from: 'workflow',
      says: 'Its node says cnr_id "comfyui-foo".',
      where: 'nodes[1].properties.cnr_id',
    })
    expect(candidates).toEqual([pack])
  })

  test('cnr_id of which no catalogue knows', () => {
    const { pack } = packFor(
      buildTypeReference('X', { cnrId: 'new-pack', ver: 'unknown' }),
      nothingInstalled,
      nothingKnown,
    )
    expect(pack).toMatchObject({ id: 'new-pack', repository: null, title: 'new-pack', confidence: 0.9 })
    expect(pack).not.toHaveProperty('version')
  })

  test('it outranks what catalogues claim, and every claimant stays in sight', () => {
    const known = buildKnown({ ImageConcatMulti: [swwan, foo] })
    const { pack, candidates } = packFor(
      buildTypeReference('ImageConcatMulti', { cnrId: 'comfyui-foo' }),
      nothingInstalled,
      known,
    )
    expect(pack).toMatchObject({ id: 'comfyui-foo', via: 'cnr_id' })
    expect(candidates.map((one) => one.title)).toEqual(['ComfyUI-Foo', 'ComfyUI_Swwan'])
    expect(pack?.evidence.map((one) => one.from)).toEqual(['workflow', 'catalogue'])
  })

  test('aux_id of a listed repository', () => {
    const { pack } = packFor(
      buildTypeReference('X', { auxId: 'Somebody/comfyui-foo' }),
      nothingInstalled,
      buildKnown({}, [foo]),
    )
    expect(pack).toMatchObject({ id: 'comfyui-foo', title: 'ComfyUI-Foo', via: 'aux_id' })
  })

  test('aux_id of a fork that nobody lists: that repository, with the upstream as a candidate', () => {
    const { pack, candidates } = packFor(
      buildTypeReference('X', { auxId: 'Forker/ComfyUI-Foo' }),
      nothingInstalled,
      buildKnown({ X: [foo] }),
    )
    expect(pack).toMatchObject({
      id: null,
      repository: 'https://github.com/Forker/ComfyUI-Foo',
      title: 'Forker/ComfyUI-Foo',
      via: 'aux_id',
    })
    expect(candidates.map((one) => one.repository)).toEqual(['https://github.com/Forker/ComfyUI-Foo', foo.repository])
  })

  test('comfy-core is no pack', () => {
    expect(
      packFor(buildTypeReference('X', { cnrId: 'comfy-core' }), nothingInstalled, nothingKnown).candidates,
    ).toEqual([])
  })

  test('nodes that differ: shown; taken only where a claim or the disk decides', () => {
    const nodes = ['comfyui-foo', 'comfyui-bar', 'comfyui-foo'].map((cnrId, at) =>
      buildNode(`${at}`, 'X', { declared: { ...undeclared, cnrId } }),
    )
    const [reference = buildTypeReference('X')] = buildTypeReferences(nodes)
    const both = buildKnown({}, [foo, bar])
    const open = packFor(reference, nothingInstalled, both)
    expect(open).toMatchObject({ pack: null, candidates: [{ title: 'ComfyUI-Foo' }, { title: 'ComfyUI-Bar' }] })
    expect(open.evidence[0]?.says).toContain('ComfyUI-Foo, ComfyUI-Bar')
    expect(packFor(reference, nothingInstalled, buildKnown({ X: [bar] }, [foo])).pack?.title).toBe('ComfyUI-Bar')
    const onDisk = buildInstalled({ nodePacks: [buildPack('ComfyUI-Bar', { id: 'comfyui-bar' })] })
    expect(packFor(reference, onDisk, both).pack?.title).toBe('ComfyUI-Bar')
  })
})

describe('claimed', () => {
  test('by one: that pack', () => {
    expect(packFor(buildTypeReference('X'), nothingInstalled, buildKnown({ X: [foo] })).pack).toMatchObject({
      title: 'ComfyUI-Foo',
      via: 'exact-type',
      confidence: 0.9,
    })
  })

  test('by several: none, unless exactly one is on this disk', () => {
    const known = buildKnown({ X: [foo, bar] })
    expect(packFor(buildTypeReference('X'), nothingInstalled, known)).toMatchObject({
      pack: null,
      candidates: [{ title: 'ComfyUI-Bar', confidence: 0.45 }, { title: 'ComfyUI-Foo' }],
    })
    const disabled = buildPack('ComfyUI-Foo', { state: 'disabled' })
    expect(packFor(buildTypeReference('X'), buildInstalled({ nodePacks: [disabled] }), known)).toMatchObject({
      pack: { title: 'ComfyUI-Foo' },
      onDisk: disabled,
    })
  })

  test('the same pack claimed twice is one', () => {
    expect(
      packFor(buildTypeReference('X'), nothingInstalled, buildKnown({ X: [foo, { ...foo, title: 'Foo again' }] }))
        .candidates,
    ).toHaveLength(1)
  })

  test('a pattern counts only where nobody claims the name', () => {
    expect(packFor(buildTypeReference('X'), nothingInstalled, buildKnown({ X: [pattern] })).pack).toMatchObject({
      title: 'Patterned',
      via: 'pattern',
      confidence: 0.5,
    })
    expect(
      packFor(buildTypeReference('X'), nothingInstalled, buildKnown({ X: [pattern, foo] })).candidates.map(
        (one) => one.title,
      ),
    ).toEqual(['ComfyUI-Foo'])
    const two = buildKnown({ X: [pattern, buildClaim('Other', { via: 'pattern' })] })
    expect(packFor(buildTypeReference('X'), nothingInstalled, two)).toMatchObject({ pack: null, candidates: [{}, {}] })
  })

  test('nobody knows it: no candidates, no guess', () => {
    expect(packFor(buildTypeReference('X'), nothingInstalled, buildKnown({ Y: [foo] }))).toEqual({
      pack: null,
      candidates: [],
      open: [],
      onDisk: null,
      evidence: [],
    })
    expect(packFor(buildTypeReference('constructor'), nothingInstalled, nothingKnown).candidates).toEqual([])
  })
})

test('an enabled copy wins over a disabled one', () => {
  const off = buildPack('ComfyUI-Foo.disabled', { state: 'disabled' })
  const on = buildPack('comfyui-foo')
  const { onDisk } = packFor(
    buildTypeReference('X', { cnrId: 'comfyui-foo' }),
    buildInstalled({ nodePacks: [off, on] }),
    nothingKnown,
  )
  expect(onDisk).toBe(on)
})
