import { describe, expect, test } from 'vitest'
import type { EmbeddedModel } from '../../../workflow/model.js'
import { buildFolders, buildInstalled } from '../../testing/build-installed.js'
import { buildKnowledge, buildKnown } from '../../testing/build-knowledge.js'
import { buildModelReference } from '../../testing/build-references.js'
import type { ModelFacts } from '../../../model-facts.js'
import { describeModel } from '../../../model-files/describe-model.js'
import { buildGguf } from '../../../model-files/testing/build-gguf.js'
import { buildSafetensors } from '../../../model-files/testing/build-safetensors.js'
import { noModelKnowledge, type ModelKnowledge } from '../../../model-knowledge.js'
import { judgeModel } from '../judge-model.js'

const sha = 'ab'.repeat(32)
const other = 'cd'.repeat(32)
const installed = buildInstalled({
  root: '/comfy',
  models: buildFolders({ checkpoints: ['named.safetensors', 'renamed.safetensors'], loras: ['stray.safetensors', 'style.safetensors'], vae: [] }),
})

function embedded(hash: string | null, hashType: string | null = 'SHA256', url: string | null = null): EmbeddedModel {
  return { name: 'x', url, directory: 'checkpoints', hash, hashType, where: 'nodes[0].properties.models[0]' }
}

function judge(name: string, knowledge: ModelKnowledge, entries: EmbeddedModel[] = [], directory = 'checkpoints', here = installed) {
  const { entry, causes } = judgeModel(buildModelReference(name, { embedded: entries, directory }), here, knowledge)
  const told = causes.map((cause) => ({ kind: cause.kind, severity: cause.severity, fix: cause.fix, message: cause.message(cause), next: cause.next(cause) }))
  return { entry, told }
}

describe('the same content under another name', () => {
  const known = buildKnown('renamed.safetensors', 'checkpoints', { digests: { blake3: other, sha256: sha } })

  test.each([
    ['SHA256', sha],
    ['sha256', `sha256:${sha.toUpperCase()}`],
    [null, sha],
    ['AutoV2', sha.slice(0, 10)],
    ['SHA256', sha.slice(0, 10)],
    ['BLAKE3', other],
  ])('by %s', (type, hash) => {
    const { entry, told } = judge('lost.safetensors', buildKnowledge([known]), [embedded(hash, type)])
    expect(entry).toMatchObject({ state: 'elsewhere', candidates: [{ path: known.path, widgetValue: 'renamed.safetensors', confidence: 1 }] })
    expect(told).toMatchObject([{ kind: 'model-elsewhere', severity: 'blocks', fix: 'edit-widget', next: 'Set ckpt_name of node 4 to renamed.safetensors.' }])
  })

  test('in a folder that the loader does not read it is misplaced', () => {
    const stray = buildKnown('stray.safetensors', 'loras', { digests: { blake3: other, sha256: sha } })
    const { entry, told } = judge('lost.safetensors', buildKnowledge([stray]), [embedded(sha)])
    expect(entry.state).toBe('misplaced')
    expect(told).toMatchObject([{ kind: 'model-misplaced', fix: 'move-model' }])
  })

  test('in a folder of the user it is elsewhere, to be moved', () => {
    const outside = buildKnown('download.safetensors', null, { digests: { blake3: other, sha256: sha } })
    const { entry, told } = judge('lost.safetensors', buildKnowledge([outside]), [embedded(sha)])
    expect(entry).toMatchObject({ state: 'elsewhere', candidates: [{ path: outside.path, folder: null, widgetValue: null }] })
    expect(told).toMatchObject([{ kind: 'model-elsewhere', fix: 'move-model' }])
  })

  test('two copies are no open choice', () => {
    const copy = buildKnown('named.safetensors', 'checkpoints', { digests: { blake3: other, sha256: sha } })
    expect(judge('lost.safetensors', buildKnowledge([known, copy]), [embedded(sha)]).told).toMatchObject([{ fix: 'edit-widget' }])
  })

  test('a sampled key proves nothing', () => {
    const { entry } = judge('lost.safetensors', buildKnowledge([known]), [embedded(sha.slice(0, 16), 'comfydock16')])
    expect(entry.state).toBe('missing')
  })

  test('while files are not hashed, "nowhere" is said with that doubt', () => {
    const knowledge = { ...noModelKnowledge, unproven: new Set([`sha256:${sha}`]) }
    const { entry } = judge('lost.safetensors', knowledge, [embedded(sha)])
    expect(entry.evidence.map(({ says }) => says).join(' ')).toContain('not every file here is hashed yet')
  })
})

describe('a file that is where it should be', () => {
  const named = (facts = {}, digests = {}) => buildKnown('named.safetensors', 'checkpoints', { facts, digests })

  test('is told what it is and which hash says so', () => {
    const file = named({ kind: 'checkpoint', family: 'sdxl', quantisation: 'fp16' }, { blake3: other, sha256: sha })
    const { entry, told } = judge('named.safetensors', buildKnowledge([file]), [embedded(sha)])
    expect(entry).toMatchObject({ state: 'present', file: { kind: 'checkpoint', family: 'sdxl', quantisation: 'fp16', sha256: `sha256:${sha}`, blake3: `blake3:${other}` } })
    expect(entry.evidence.map(({ says }) => says).join(' ')).toContain('is the one in the workflow')
    expect(told).toEqual([])
  })

  test('with another hash than the workflow means is a warning', () => {
    const file = named({}, { blake3: other, sha256: other })
    const { entry, told } = judge('named.safetensors', buildKnowledge([file]), [embedded(sha)])
    expect(entry.state).toBe('present')
    expect(told).toMatchObject([{ kind: 'model-other-content', severity: 'warns', fix: null }])
  })

  test('the same tensors saved anew are told apart from another content', () => {
    const file = named({ fingerprint: 'blake3:f' }, { blake3: other, sha256: other })
    const meant = buildKnown('renamed.safetensors', 'checkpoints', { facts: { fingerprint: 'blake3:f' }, digests: { blake3: sha, sha256: sha } })
    expect(judge('named.safetensors', buildKnowledge([file, meant]), [embedded(sha)]).told[0]?.message).toContain('saved anew')
  })

  test('a hash of another kind is not compared', () => {
    expect(judge('named.safetensors', buildKnowledge([named({}, { blake3: other })]), [embedded(sha)]).told).toEqual([])
  })

  test('damaged is corrupt, with the reason, and downloaded again where a source is named', () => {
    const fault = { code: 'truncated', severity: 'blocks' as const, says: 'It ends 2 GB early.' }
    const file = named({ health: 'corrupt', faults: [fault] })
    expect(judge('named.safetensors', buildKnowledge([file])).told).toMatchObject([
      { kind: 'model-corrupt', severity: 'blocks', fix: null, message: 'named.safetensors is here but damaged. It ends 2 GB early.' },
    ])
    const { entry, told } = judge('named.safetensors', buildKnowledge([file]), [embedded(null, null, 'https://example.org/named.safetensors')])
    expect(entry.state).toBe('corrupt')
    expect(told).toMatchObject([{ fix: 'download-model', next: 'Download it again from example.org.' }])
  })

  test.each([
    ['named.safetensors', buildGguf({}), 'safetensors', ', and load it with a node that reads GGUF files', 'named.gguf'],
    ['named.ckpt', buildSafetensors({ a: { dtype: 'F16', shape: [4] } }), 'pickle', ' and set ckpt_name of node 4 to named.safetensors', 'named.safetensors'],
  ])('whole under the wrong ending of %s is renamed and not downloaded again', (name, bytes, promised, then, right) => {
    const source = { name, size: bytes.length, read: (offset: number, length: number) => bytes.slice(offset, offset + length) }
    const { health, faults } = describeModel(source, { hash: () => '', inflateRaw: () => null })
    expect(faults).toMatchObject([{ code: 'wrong_ending' }])
    const here = buildInstalled({ root: '/comfy', models: buildFolders({ checkpoints: [name] }) })
    const tell = (known: Partial<ModelFacts>) =>
      judge(name, buildKnowledge([buildKnown(name, 'checkpoints', { facts: known })]), [embedded(null, null, `https://example.org/${name}`)], 'checkpoints', here).told
    const [told] = tell({ health, faults })
    expect(told).toMatchObject({ kind: 'model-corrupt', severity: 'blocks', fix: null, next: `Rename it to ${right}${then}.` })
    expect(told?.message).toMatch(`${name} is here under a wrong ending. This is a `)
    expect(told?.message).toMatch(`under a name that loaders read as ${promised}`)
    const cut = { code: 'truncated', severity: 'blocks' as const, says: 'It ends 2 GB early.' }
    expect(tell({ health, faults: [cut, ...faults] })).toMatchObject([{ fix: 'download-model' }])
  })

  test('of a kind that its loader does not read is a warning', () => {
    const { told } = judge('named.safetensors', buildKnowledge([named({ kind: 'lora', family: 'sdxl' })]))
    expect(told).toMatchObject([{ kind: 'model-wrong-kind', severity: 'warns', message: 'named.safetensors looks like a LoRA, which CheckpointLoaderSimple does not read.' }])
  })

  test('a damaged candidate is not offered', () => {
    const stray = buildKnown('stray.safetensors', 'loras', { facts: { health: 'corrupt', faults: [] } })
    expect(judge('stray.safetensors', buildKnowledge([stray])).entry).toMatchObject({ state: 'corrupt', file: { path: stray.path }, candidates: [] })
  })
})

describe('outside of the model folders', () => {
  const outside = [{ name: 'downloads/lost.safetensors', path: '/home/me/downloads/lost.safetensors', size: 5 }]

  test('a file of the name is elsewhere', () => {
    const { entry, told } = judge('lost.safetensors', { ...noModelKnowledge, outside })
    expect(entry).toMatchObject({ state: 'elsewhere', candidates: [{ path: '/home/me/downloads/lost.safetensors', folder: null }] })
    expect(told).toMatchObject([{ fix: 'move-model', next: 'Move or link it to checkpoints.' }])
  })

  test('a name that many models have is no answer', () => {
    const generic = [{ name: 'model.safetensors', path: '/home/me/model.safetensors', size: 5 }]
    expect(judge('model.safetensors', { ...noModelKnowledge, outside: generic }).entry.state).toBe('uncertain')
  })
})

describe('names like the one asked for', () => {
  test('the same words otherwise written are an answer', () => {
    const { entry, told } = judge('Named.ckpt', noModelKnowledge)
    expect(entry).toMatchObject({ state: 'elsewhere', candidates: [{ widgetValue: 'named.safetensors' }] })
    expect(told).toMatchObject([{ kind: 'model-elsewhere', fix: 'edit-widget' }])
  })

  test('a typing mistake is shown and left to the person', () => {
    const { entry, told } = judge('stlye.safetensors', noModelKnowledge, [], 'loras')
    expect(entry.state).toBe('uncertain')
    expect(told).toMatchObject([{ kind: 'model-uncertain', fix: 'choose-model' }])
  })

  test('a place that offers the file itself is surer', () => {
    const { entry, told } = judge('stlye.safetensors', noModelKnowledge, [embedded(null, null, 'https://example.org/stlye.safetensors')], 'loras')
    expect(entry.state).toBe('missing')
    expect(entry.candidates).toHaveLength(1)
    expect(told).toMatchObject([{ fix: 'download-model' }])
  })
})
