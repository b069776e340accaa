import { createHash } from 'node:crypto'
import { PlanSchema, type Plan, type Want } from '@greenlight/shared/plans'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { problem } from '../../problems.js'
import type { Forecast } from '../change-ports.js'
import { defaultPolicy, type Policy } from '../policy-words.js'
import { buildPlan, packsAsking } from './build-plan.js'
import { joinPath } from './paths.js'
import type { PackFact, PlanFacts, WantFact } from './plan-facts.js'
import { sealPlan } from './seal-plan.js'
import { downloadFact, downloadWant, factsOf, fileFact, fileWant, folder, installWant, onDisk, openProbe, packFact, place, planId, posix, sha, shelved, standingFact, there, toTrash, windows } from './testing/build-facts.js'
import { wantKey } from './want-key.js'

const sha256 = (text: string): string => `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`
const planOf = (pairs: readonly (readonly [Want, WantFact])[], facts: Partial<PlanFacts> = {}, policy: Partial<Policy> = {}, machine = posix): Plan => {
  const plan = sealPlan(buildPlan(pairs.map(([want]) => want), factsOf(machine, pairs, facts), { ...defaultPolicy, ...policy }), planId, sha256)
  expect(v.safeParse(PlanSchema, plan).issues).toBeUndefined()
  return plan
}
const codes = ({ warnings }: Plan) => warnings.map(({ code }) => code)

describe('downloads', () => {
  const want = downloadWant('стиль x.safetensors')
  test.each([
    [posix, '/loras/стиль x.safetensors', '/loras/.стиль x.safetensors.01JABCDEFG.part'],
    [windows, '\\loras\\стиль x.safetensors', '\\loras\\.стиль x.safetensors.01JABCDEFG.part'],
  ])('a plain format with a known hash from a source is of the data tier', (machine, target, part) => {
    const plan = planOf([[want, downloadFact(machine, want)]], {}, {}, machine)
    const [action] = plan.actions
    expect(action).toMatchObject({ id: 'a1', group: 'g1', kind: 'download-model', tier: 'data', bytes: 2_000_000_000, hosts: ['cdn-lfs.hf.co', 'huggingface.co'], ticks: [], licence: 'MIT', touches: [machine.models + target] })
    expect(action?.prepare).toEqual([{ prepare: 'download', url: want.source.url, part: machine.models + part, size: 2_000_000_000, sha256: sha('a'), blake3: null, directory: 'loras', name: want.name }])
    expect(action?.effects).toEqual([{ do: 'move', from: machine.models + part, to: machine.models + target, as: 'place' }])
    expect(action?.checks).toEqual([{ check: 'file', path: machine.models + target, size: 2_000_000_000, sha256: sha('a'), blake3: null }, { check: 'listed', directory: 'loras', name: want.name }])
    expect(plan.needs).toEqual({ bytes: 2_000_000_000, hosts: ['cdn-lfs.hf.co', 'huggingface.co'], disk: [{ volume: 'disk', need: 2_000_000_000, free: 500_000_000_000 }], restart: false })
    expect(plan.preconditions).toEqual([{ of: 'path', path: machine.models + target, stamp: { is: 'absent' } }])
    expect(plan).toMatchObject({ tier: 'data', title: 'Make flux и.json run: download стиль x.safetensors', policy: sha('9'), undoes: null, warnings: [] })
  })

  test('the hash that the host itself says is known; none at all is code with a tick', () => {
    const unhashed: Want = { ...want, source: { url: want.source.url, from: 'catalogue', size: 1_900_000_000, licence: 'mit' } }
    expect(planOf([[unhashed, downloadFact(posix, want)]])).toMatchObject({ tier: 'data', actions: [{ ticks: [], prepare: [{ sha256: sha('a') }] }] })
    const plan = planOf([[unhashed, downloadFact(posix, want, { probe: { ...openProbe, sha256: null } })]])
    expect(plan).toMatchObject({ tier: 'code', actions: [{ ticks: [{ key: `unknown-content:${want.name}` }], prepare: [{ sha256: null }] }] })
    expect(planOf([[unhashed, downloadFact(posix, want, { probe: null })]]).actions[0]).toMatchObject({ tier: 'code', bytes: 1_900_000_000, prepare: [{ size: null }] })
  })

  test.each(['x.ckpt', 'X.PT', 'a b.bin', 'y.pth'])('a format that can run code is code with a tick: %s', (name) => {
    const pickle = downloadWant(name)
    expect(planOf([[pickle, downloadFact(posix, pickle)]])).toMatchObject({ tier: 'code', actions: [{ tier: 'code', ticks: [{ key: `pickle:${name}` }] }] })
  })

  test.each(['run.exe', 'nodes.py', 'noending', 'v1.yaml'])('what is no model is refused by its format: %s', (name) => {
    const bad = downloadWant(name)
    expect(planOf([[bad, downloadFact(posix, bad)]])).toMatchObject({ actions: [], warnings: [{ code: 'POLICY_REFUSED', rule: 'plain_formats', subject: name }] })
  })

  test.each([
    ['FLUX-1-dev non-commercial', 'is given under the licence FLUX-1-dev'],
    [undefined, 'Nobody says'],
  ])('another or unknown licence asks for a tick and is never refused: %s', (licence, says) => {
    const { licence: _, ...source } = want.source
    const one: Want = { ...want, source: { ...source, ...(licence === undefined ? {} : { licence }) } }
    const plan = planOf([[one, downloadFact(posix, want, { probe: { ...openProbe, page: 'https://huggingface.co/owner/repo' } })]])
    expect(plan).toMatchObject({ tier: 'data', actions: [{ ticks: [{ key: `licence:${want.name}`, says: expect.stringContaining(says), page: 'https://huggingface.co/owner/repo' }] }] })
  })

  test.each([
    ['licence', 'accepted'],
    ['login', 'log-in'],
    ['paid', 'paid'],
    ['early-access', 'early'],
    ['removed', 'removed'],
  ] as const)('what the host does not give is told before anything begins: %s', (access, word) => {
    const plan = planOf([[want, downloadFact(posix, want, { probe: { ...openProbe, access, page: 'https://example.org/licence' } })]])
    expect(plan).toMatchObject({ actions: [], warnings: [{ code: 'ACCESS_NEEDED', message: expect.stringContaining(word) }] })
  })

  test('two who name different content, a taken target, a folder outside', () => {
    expect(codes(planOf([[want, downloadFact(posix, want, { probe: { ...openProbe, sha256: sha('b') } })]]))).toEqual(['TRANSFER_MISMATCH'])
    const taken = place(joinPath(posix.models, 'loras', want.name), { stamp: { is: 'file', size: 5, modifiedMs: 1 } })
    expect(codes(planOf([[want, downloadFact(posix, want, { target: taken })]]))).toEqual(['TARGET_TAKEN'])
    for (const path of ['/etc/x.safetensors', `${posix.models}/../x.safetensors`, `${posix.models}x/y.safetensors`]) {
      expect(planOf([[want, downloadFact(posix, want, { target: place(path) })]])).toMatchObject({ actions: [], warnings: [{ code: 'OUTSIDE_ROOTS' }] })
    }
  })

  test('a damaged file goes to the trash first, and that is destructive', () => {
    const broken = there(joinPath(posix.models, 'loras', want.name))
    const plan = planOf([[want, downloadFact(posix, want, { target: place(broken.path, { stamp: broken.stamp }), aside: toTrash(posix, broken) })]])
    expect(plan).toMatchObject({ tier: 'destructive', actions: [{ effects: [{ do: 'move', from: broken.path, as: 'trash' }, { do: 'move', to: broken.path, as: 'place' }] }] })
  })

  test('missing folders are made once, and parts lie beside their targets', () => {
    const names = ['a.safetensors', 'b.safetensors'].map((name) => downloadWant(`new 夾/${name}`))
    const missing = [joinPath(posix.models, 'loras', 'new 夾')]
    const plan = planOf(names.map((one) => [one, downloadFact(posix, one, { target: place(joinPath(posix.models, 'loras', one.name), { missing }) })]))
    expect(plan.actions.map(({ effects }) => effects.map((effect) => effect.do))).toEqual([['make-folder', 'move'], ['move']])
    expect(plan.preconditions).toContainEqual({ of: 'path', path: missing[0], stamp: { is: 'absent' } })
    expect(plan.actions[0]?.prepare).toMatchObject([{ part: `${missing[0] ?? ''}/.a.safetensors.01JABCDEFG.part` }])
  })

  test('one place is changed by one action alone, whatever the case of its letters on Windows', () => {
    const pairs = ['X.safetensors', 'x.safetensors'].map((name) => downloadWant(name)).map((one) => [one, downloadFact(windows, one)] as const)
    const plan = planOf(pairs, {}, {}, windows)
    expect([plan.actions.length, codes(plan)]).toEqual([1, ['TARGET_TAKEN']])
  })

  test('two sources for one place: one is taken, the other is told', () => {
    const other = downloadWant(want.name, { url: 'https://huggingface.co/other/repo/resolve/main/x.safetensors' })
    const plan = planOf([[want, downloadFact(posix, want)], [other, downloadFact(posix, other)]])
    expect([plan.actions.length, codes(plan)]).toEqual([1, ['TARGET_TAKEN']])
  })

  test('space is summed for each volume, and what lacks is told', () => {
    const other = downloadWant('b.safetensors')
    const plan = planOf([[want, downloadFact(posix, want, { target: place(joinPath(posix.models, 'loras', want.name), { free: 3_000_000_000 }) })], [other, downloadFact(posix, other)]])
    expect(plan.needs.disk).toEqual([{ volume: 'disk', need: 4_000_000_000, free: 3_000_000_000 }])
    expect(plan.warnings).toMatchObject([{ code: 'DISK_FULL', message: expect.stringContaining('4000000000') }])
    expect(codes(planOf([[{ ...want, source: { ...want.source } }, downloadFact(posix, want, { probe: null })]]))).toEqual(['SIZE_UNKNOWN'])
  })
})

describe('policy', () => {
  const at = (url: string) => downloadWant('x.safetensors', { url })
  const refusal = (want: Want, fact: WantFact, policy: Partial<Policy>, facts: Partial<PlanFacts> = {}) => planOf([[want, fact]], facts, policy).warnings
  test.each([
    ['https://huggingface.co/a/b/resolve/main/x.safetensors', { allowedSources: ['civitai'] }, 'allowed_sources'],
    ['https://files.example.org/x.safetensors', {}, 'hosts'],
    ['https://huggingface.co.evil.example.org/x.safetensors', {}, 'hosts'],
    ['https://evilhuggingface.co/x.safetensors', {}, 'hosts'],
    ['http://huggingface.co/a/b/resolve/main/x.safetensors', {}, 'hosts'],
    ['https://127.0.0.1:9000/x.safetensors', { hosts: ['127.0.0.1:9000'] }, 'hosts'],
    ['https://nas.local/x.safetensors', { hosts: ['nas.local'] }, 'hosts'],
    ['ftp://huggingface.co/x.safetensors', {}, 'hosts'],
  ])('%s under %j is refused by %s', (url, policy, rule) => {
    const want = at(url)
    expect(refusal(want, downloadFact(posix, want), policy)).toMatchObject([{ code: 'POLICY_REFUSED', rule, subject: 'x.safetensors' }])
  })
  test('every refusal says how to change it', () => {
    const want = at('https://files.example.org/x.safetensors')
    expect(refusal(want, downloadFact(posix, want), {})[0]?.hint).toBe(`To allow it, change hosts in ${posix.state}/policy.yaml.`)
    expect(refusal(want, downloadFact(posix, want), { hosts: ['files.example.org'] })).toEqual([])
  })
  test('a mirror that the user set is its source, an allowed private host is allowed', () => {
    const mirror = at('https://hf-mirror.example.org/a/b/resolve/main/x.safetensors')
    expect(refusal(mirror, downloadFact(posix, mirror), {}, { mirrors: new Map([['hf-mirror.example.org', 'huggingface']]) })).toEqual([])
    expect(refusal(mirror, downloadFact(posix, mirror), {}, { mirrors: new Map([['hf-mirror.example.org:443', 'huggingface']]) })).toEqual([])
    const port = at('https://files.example.org/x.safetensors')
    expect(refusal(port, downloadFact(posix, port), { hosts: ['files.example.org:443'] })).toEqual([])
    expect(refusal(port, downloadFact(posix, port), {}, { allowedHosts: new Set(['files.example.org:443']) })).toEqual([])
    const own = at('http://127.0.0.1:9000/x.safetensors')
    expect(refusal(own, downloadFact(posix, own), {}, { allowedHosts: new Set(['127.0.0.1:9000']) })).toEqual([])
  })
  test('sizes of one file and of all', () => {
    const [a, b, c] = ['a.safetensors', 'b.safetensors', 'c.safetensors'].map((name) => downloadWant(name))
    const pairs = [a, b, c].map((want) => [want!, downloadFact(posix, want!)] as const)
    expect(planOf(pairs, {}, { maxFileBytes: 1_999_999_999 })).toMatchObject({ actions: [], warnings: [{ rule: 'max_file_bytes' }, { rule: 'max_file_bytes' }, { rule: 'max_file_bytes' }] })
    const plan = planOf(pairs, {}, { maxTotalBytes: 4_500_000_000 })
    expect([plan.actions.map(({ subject }) => subject), plan.warnings]).toMatchObject([['a.safetensors', 'b.safetensors'], [{ rule: 'max_total_bytes', subject: 'c.safetensors' }]])
  })
  test('a source of packs, and of Python packages', () => {
    const want = installWant('foo')
    expect(refusal(want, packFact(posix, 'foo'), { allowedSources: ['github'] })).toMatchObject([{ rule: 'allowed_sources', subject: 'foo' }])
    const git = packFact(posix, 'foo', { pack: shelved('foo', { from: 'git', repository: 'https://gitlab.example.org/a/foo' }) })
    expect(refusal(want, git, {})).toMatchObject([{ rule: 'hosts' }])
  })
})

describe('files of this machine', () => {
  test.each([
    ['move-model', [{ do: 'move', as: 'move' }], 'data'],
    ['link-model', [{ do: 'link', how: 'hard' }], 'data'],
    ['adopt-model', [{ do: 'move', as: 'place' }], 'data'],
  ] as const)('%s', (kind, effects, tier) => {
    for (const machine of [posix, windows]) {
      const want = fileWant(kind, machine)
      const plan = planOf([[want, fileFact(machine, want)]], {}, {}, machine)
      expect(plan.actions).toMatchObject([{ kind, tier, effects, hosts: [] }])
      expect(plan.preconditions).toContainEqual({ of: 'path', path: want.from, stamp: { is: 'file', size: 1000, modifiedMs: 1 } })
      expect(plan.needs.restart).toBe(false)
    }
  })
  test('a copy and a move between volumes need space; a link that cannot be made is told', () => {
    const adopt = fileWant('adopt-model', posix)
    expect(planOf([[adopt, fileFact(posix, adopt)]]).needs.disk).toEqual([{ volume: 'disk', need: 1000, free: 500_000_000_000 }])
    const move = fileWant('move-model', posix)
    expect(planOf([[move, fileFact(posix, move)]]).needs.disk).toEqual([])
    expect(planOf([[move, fileFact(posix, move, { source: there(move.from, { volume: 'other' }) })]]).needs.disk).toMatchObject([{ need: 1000 }])
    const link = fileWant('link-model', posix)
    expect(planOf([[link, fileFact(posix, link, { link: null })]])).toMatchObject({ actions: [], warnings: [{ code: 'WRITE_REFUSED' }] })
  })
  test('a file outside of the roots is linked or copied, never moved', () => {
    const stray = (kind: 'adopt-model' | 'link-model' | 'move-model') => ({ ...fileWant(kind, posix), from: '/home/me/Downloads/style.safetensors' })
    expect((['adopt-model', 'link-model', 'move-model'] as const).map((kind) => planOf([[stray(kind), fileFact(posix, stray(kind))]]).actions.length)).toEqual([1, 1, 0])
  })
})

describe('node packs', () => {
  const want = installWant('foo', { types: ['Foo A', 'Foo B'] })
  test.each([posix, windows])('one that is not there yet', (machine) => {
    const plan = planOf([[want, packFact(machine, 'foo')]], { nodeCounts: new Map([['Foo A', 7], ['Foo B', 2]]) }, {}, machine)
    const staging = joinPath(machine.packs, `.greenlight-${planId}.disabled`, 'foo')
    expect(plan.actions.map(({ id, group, kind, tier }) => [id, group, kind, tier])).toEqual([['a1', 'g1', 'install-node-pack', 'code'], ['a2', 'g2', 'restart-comfyui', 'data']])
    expect(plan.actions[0]).toMatchObject({
      title: 'Install foo 1.2.0',
      prepare: [{ prepare: 'unpack', shelf: sha('5'), to: staging, marks: [{ name: '.tracking' }] }],
      effects: [{ do: 'move', from: staging, to: joinPath(machine.packs, 'foo'), as: 'place' }],
      checks: [{ check: 'folder', path: joinPath(machine.packs, 'foo') }],
      before: [expect.stringContaining('9 nodes'), expect.any(String)],
      ticks: [],
    })
    expect(plan.actions[1]).toMatchObject({ effects: [], checks: [{ check: 'registered', types: ['Foo A', 'Foo B'] }] })
    expect(plan).toMatchObject({ tier: 'code', needs: { restart: true, bytes: 0, disk: [{ need: 4_000_000 }] } })
  })

  test('what stands there is touched only as the person said', () => {
    const fact = standingFact(posix, 'foo')
    const target = joinPath(posix.packs, 'foo')
    expect(planOf([[want, fact]])).toMatchObject({ actions: [], warnings: [{ code: 'PACK_FOLDER_CONFLICT' }] })
    expect(planOf([[{ ...want, conflict: 'use-existing' }, fact]])).toMatchObject({ actions: [], warnings: [{ code: 'EXISTING_USED' }] })
    expect(planOf([[{ ...want, conflict: 'replace' }, fact]])).toMatchObject({ tier: 'destructive', actions: [{ effects: [{ from: target, as: 'trash' }, { to: target, as: 'place' }] }, {}] })
    const beside = { ...fact, target: place(joinPath(posix.packs, 'foo-2')) }
    expect(planOf([[{ ...want, conflict: 'keep-both' }, beside]])).toMatchObject({ tier: 'code', actions: [{ effects: [{ to: joinPath(posix.packs, 'foo-2'), as: 'place' }] }, {}] })
    expect(codes(planOf([[{ ...want, conflict: 'keep-both' }, fact]]))).toEqual(['TARGET_TAKEN'])
    const same = standingFact(posix, 'foo', { id: 'foo', version: '1.2.0' })
    expect(planOf([[want, same]])).toMatchObject({ actions: [], warnings: [{ code: 'ALREADY_THERE' }] })
  })

  test('a pack in development never goes to the trash', () => {
    const fact = standingFact(posix, 'foo', { source: 'development' })
    expect(planOf([[{ ...want, conflict: 'replace' }, fact]])).toMatchObject({ actions: [], warnings: [{ code: 'PACK_FOLDER_CONFLICT' }] })
    const renamed = { ...fact, aside: fact.aside.map((one) => ({ ...one, as: 'move' as const, to: { ...one.to, path: joinPath(posix.packs, 'foo.disabled') } })) }
    expect(planOf([[{ ...want, conflict: 'replace' }, renamed]])).toMatchObject({ tier: 'code', actions: [{ effects: [{ as: 'move', to: joinPath(posix.packs, 'foo.disabled') }, { as: 'place' }] }, {}] })
    const remove: Want = { want: 'remove-node-pack', folder: 'foo' }
    const pack = onDisk(posix, 'foo', { source: 'development' })
    expect(planOf([[remove, { of: 'remove', pack, aside: toTrash(posix, folder(pack.path)), types: [] }]]).actions).toEqual([])
    const off = { of: 'switch', pack, there: folder(pack.path), to: place(`${pack.path}.disabled`), types: ['Foo A'] } as const
    expect(planOf([[remove, off]])).toMatchObject({ tier: 'data', actions: [{ kind: 'disable-node-pack', effects: [{ as: 'move' }] }, {}], warnings: [{ code: 'DEVELOPMENT_KEPT' }] })
  })

  test('two versions for one folder: one is taken, the other is told', () => {
    const [one, two] = ['1.0.0', '1.1.0'].map((version) => installWant('foo', { pack: `foo@${version}` }))
    const plan = planOf([[one!, packFact(posix, 'foo')], [two!, packFact(posix, 'foo')]])
    expect([plan.actions.map(({ kind }) => kind), codes(plan)]).toEqual([['install-node-pack', 'restart-comfyui'], ['TARGET_TAKEN']])
  })

  test('update, disable, enable, remove and restore', () => {
    const update: Want = { want: 'update-node-pack', folder: 'foo' }
    expect(planOf([[update, standingFact(posix, 'foo', { id: 'foo' })]], { packUsers: new Map([['foo', ['a.json', 'b.json']]]) })).toMatchObject({
      tier: 'code', actions: [{ kind: 'update-node-pack', title: 'Update foo to 1.2.0', effects: [{ as: 'trash' }, { as: 'place' }] }, {}], warnings: [{ code: 'USES_CHANGED_PACK', message: 'a.json and b.json use foo, which changes.' }],
    })
    const pack = onDisk(posix, 'foo')
    const users = { packUsers: new Map([['foo', ['a.json']]]) }
    const off = { of: 'switch', pack, there: folder(pack.path), to: place(`${pack.path}.disabled`), types: ['Foo A'] } as const
    expect(planOf([[{ want: 'disable-node-pack', folder: 'foo' }, off]], users)).toMatchObject({ tier: 'data', actions: [{}, { checks: [{ check: 'registered', types: ['Foo A'], gone: true }] }], warnings: [{ code: 'USES_REMOVED_PACK' }] })
    const on = { ...off, pack: { ...pack, state: 'disabled' } } as const
    expect(planOf([[{ want: 'enable-node-pack', folder: 'foo' }, on]])).toMatchObject({ tier: 'code', actions: [{ kind: 'enable-node-pack' }, { checks: [{ types: ['Foo A'] }] }] })
    expect(codes(planOf([[{ want: 'enable-node-pack', folder: 'foo' }, off]]))).toEqual(['ALREADY_THERE'])
    expect(planOf([[{ want: 'remove-node-pack', folder: 'foo' }, { of: 'remove', pack, aside: toTrash(posix, folder(pack.path)), types: [] }]])).toMatchObject({ tier: 'destructive', actions: [{ effects: [{ as: 'trash' }] }, { checks: [] }] })
    const back = { of: 'restore', there: there(joinPath(posix.state, 'trash', 'e', 'x.safetensors')), to: place(joinPath(posix.models, 'loras', 'x.safetensors')), code: false } as const
    expect(planOf([[{ want: 'restore', entry: 'e' }, back]])).toMatchObject({ tier: 'data', needs: { restart: false }, actions: [{ kind: 'restore', effects: [{ as: 'restore' }] }] })
    expect(planOf([[{ want: 'restore', entry: 'e' }, { ...back, code: true }]])).toMatchObject({ tier: 'code', needs: { restart: true } })
  })

  test('what a person should know before it runs', () => {
    const code = [
      { kind: 'install-script', file: 'install.py', line: 1, says: 'It has install.py.' },
      { kind: 'installs-by-itself', file: 'nodes.py', line: 12, says: 'It starts pip.' },
      { kind: 'starts-programs', file: 'nodes.py', line: 40, says: 'It starts a program.' },
    ] as const
    const pack = shelved('foo', { licence: null, published: '2026-02-26T00:00:00Z' })
    const fact = packFact(posix, 'foo', { pack, code, requirements: { lines: [], refused: [{ kind: 'risky-requirement', file: 'requirements.txt', line: 3, says: 'It names another index.' }] } })
    const [action] = planOf([[want, fact]]).actions
    expect(action?.ticks.map(({ key }) => key)).toEqual(['licence:foo', 'young:foo', 'install-script:foo', 'risky:foo'])
    expect(action?.code?.map(({ where }) => where)).toEqual(['install.py:1', 'nodes.py:12', 'nodes.py:40', 'requirements.txt:3'])
    const bad = packFact(posix, 'foo', { code: [{ kind: 'known-bad', file: 'nodes.py', line: null, says: 'It stole credentials.' }] })
    expect(planOf([[want, bad]])).toMatchObject({ actions: [], warnings: [{ code: 'KNOWN_BAD' }] })
  })
})

describe('Python packages', () => {
  const asking = (id: string): [Want, PackFact] => [installWant(id), packFact(posix, id, { pack: shelved(id), requirements: { lines: [{ line: 'einops>=0.7', file: 'requirements.txt', at: 1 }], refused: [] } })]
  const forecast = (changes: Partial<Extract<Forecast, { ok: true }>['changes'][number]>[] = [{}]): Forecast => ({
    ok: true, hosts: ['pypi.org', 'files.pythonhosted.org'], bytes: 50_000, says: [], changes: changes.map((one) => ({ name: 'einops', before: null, after: '0.8.0', why: ['foo: einops>=0.7'], protected: false, ...one })),
  })
  const foo = asking('foo')
  const of = (...pairs: (readonly [Want, PackFact])[]) => pairs.map(([want]) => wantKey(want))

  test('are of the pack’s group and come before it', () => {
    const plan = planOf([foo], { forecasts: [{ of: of(foo), forecast: forecast() }] })
    expect(plan.actions.map(({ group, kind, tier }) => [group, kind, tier])).toEqual([['g1', 'install-packages', 'code'], ['g1', 'install-node-pack', 'code'], ['g2', 'restart-comfyui', 'data']])
    expect(plan.actions[0]).toMatchObject({
      effects: [{ do: 'packages', python: posix.python, keep: `${posix.state}/plans/${planId}/keep/packages-1`, changes: [{ name: 'einops' }] }],
      checks: [{ check: 'packages' }, { check: 'imports', python: posix.python }],
      after: ['einops is 0.8.0.', 'torch stays 2.9.1.', 'numpy stays 2.1.0.', 'Nothing else changes.'],
      hosts: ['files.pythonhosted.org', 'pypi.org'],
    })
    expect(plan.preconditions).toContainEqual({ of: 'python', python: posix.python, digest: sha('8') })
    expect(plan.needs).toMatchObject({ bytes: 50_000, hosts: ['files.pythonhosted.org', 'pypi.org'] })
  })

  test('protected ones are never taken along without a tick', () => {
    const user = (title: string, folder: string | null = null) => ({ title, folder })
    const plan = planOf([foo], { forecasts: [{ of: of(foo), forecast: forecast([{}, { name: 'torch', before: '2.9.1', after: '2.4.0' }, { name: 'nvidia-cublas-cu12', before: '1', after: '2' }]) }], packageUsers: new Map([['torch', [user('ComfyUI'), user('foo', 'foo'), user('Other pack', 'other-pack')]]]), packUsers: new Map([['other-pack', ['a.json', 'b.json']]]) })
    expect(plan.actions[0]?.ticks.map(({ key }) => key)).toEqual(['protected:nvidia-cublas-cu12', 'protected:torch'])
    expect(plan.warnings.filter(({ rule }) => rule === 'protected_packages').map(({ message }) => message)).toEqual(['Protected Python packages would change: nvidia-cublas-cu12 from 1 to 2 and torch from 2.9.1 to 2.4.0. The installation is refused as it stands.'])
    expect(plan.warnings).toContainEqual(expect.objectContaining({ code: 'USES_CHANGED_PACKAGE', message: 'ComfyUI and Other pack use torch, which changes from 2.9.1 to 2.4.0. Saved workflows that could notice: a.json and b.json.' }))
  })

  test('nothing to change is no action; files only asks nobody; a failed forecast hides no other pack', () => {
    expect(planOf([foo], { forecasts: [{ of: of(foo), forecast: forecast([]) }] }).actions.map(({ kind }) => kind)).toEqual(['install-node-pack', 'restart-comfyui'])
    const filesOnly: [Want, PackFact] = [installWant('foo', { filesOnly: true }), foo[1]]
    expect(planOf([filesOnly]).actions.map(({ kind }) => kind)).toEqual(['install-node-pack', 'restart-comfyui'])
    const bar: [Want, PackFact] = [installWant('bar'), packFact(posix, 'bar')]
    const plan = planOf([foo, bar], { forecasts: [{ of: of(foo), forecast: { ok: false, problem: problem('UV_REFUSED', { because: 'no version fits' }), conflict: 'numpy<2 and numpy>=2' } }] })
    expect([plan.actions.map(({ subject }) => subject), plan.warnings]).toMatchObject([['bar', 'ComfyUI'], [{ code: 'UV_REFUSED', subject: 'foo', message: expect.stringContaining('numpy<2') }]])
    // The reason of the problem is the first fact of the conflict: it is told once.
    const twice = planOf([foo], { forecasts: [{ of: of(foo), forecast: { ok: false, problem: problem('UV_REFUSED', { because: 'a needs b' }), conflict: 'a needs b.\nWanted is a.' } }] })
    expect(twice.warnings.map(({ message }) => message.split('a needs b').length)).toEqual([2])
    expect(twice.warnings[0]?.message).toContain('Wanted is a.')
    expect(codes(planOf([foo]))).toEqual(['UV_REFUSED'])
    expect(codes(planOf([foo], { python: null }))).toEqual(['PYTHON_NOT_FOUND'])
    expect(planOf([foo], { forecasts: [{ of: of(foo), forecast: forecast() }] }, { allowedSources: ['comfy-registry'] })).toMatchObject({ actions: [], warnings: [{ rule: 'allowed_sources' }] })
  })

  test('packs that cannot agree, or whose forecast was made with one that is left out', () => {
    const bar = asking('bar')
    const apart = (after: string) => planOf([foo, bar], { forecasts: [{ of: of(foo), forecast: forecast() }, { of: of(bar), forecast: forecast([{ after }]) }] })
    expect([apart('0.7.0').actions.map(({ kind }) => kind), codes(apart('0.7.0'))]).toEqual([['install-packages', 'install-node-pack', 'restart-comfyui'], ['UV_REFUSED']])
    const together = planOf([foo, bar], { forecasts: [{ of: of(foo, bar), forecast: forecast() }] })
    expect(together.actions.map(({ group, kind }) => [group, kind])).toEqual([['g1', 'install-packages'], ['g1', 'install-node-pack'], ['g1', 'install-node-pack'], ['g2', 'restart-comfyui']])
    const blocked: [Want, PackFact] = [bar[0], { ...standingFact(posix, 'bar'), requirements: bar[1].requirements }]
    const facts = factsOf(posix, [foo, blocked])
    expect(packsAsking([foo[0], blocked[0]], facts, defaultPolicy)).toEqual(of(foo))
    expect(codes(planOf([foo, blocked], { forecasts: [{ of: of(foo, blocked), forecast: forecast() }] })).sort()).toEqual(['PACK_FOLDER_CONFLICT', 'UV_REFUSED'])
  })
})

describe('widgets', () => {
  const edit = (node: string): Want => ({ want: 'edit-widget', edit: { node, nodeType: 'LoraLoader', widget: 'lora_name', from: 'a.safetensors', to: 'sub/a.safetensors' } })
  test('on the canvas, each by itself', () => {
    const plan = planOf([[edit('4'), { of: 'problem', problem: problem('INTERNAL') }]])
    expect(plan.actions).toMatchObject([{ kind: 'edit-widget', tier: 'data', effects: [], canvas: { node: '4', to: 'sub/a.safetensors' }, title: 'Set lora_name of node 4 to sub/a.safetensors' }])
  })
  test('in one copy of the file', () => {
    const user = '/home/ю 模型/ComfyUI/user/default/workflows'
    const spans = [{ from: 3, to: 9, text: '"x"' }]
    const copy = { of: { path: `${user}/flux и.json`, stamp: { is: 'file' as const, size: 890, modifiedMs: 5 } }, spans, sha256: sha('c'), bytes: 900, target: place(`${user}/flux и.v2.json`) }
    const facts = factsOf(posix, [], { copy, roots: [user] })
    const plan = buildPlan([edit('4'), edit('5')], facts, defaultPolicy)
    expect(plan.actions).toMatchObject([
      { kind: 'edit-widget', tier: 'data', title: 'Write flux и.v2.json with 2 widgets changed', prepare: [{ prepare: 'write', of: `${user}/flux и.json`, spans, sha256: sha('c'), to: `${user}/.flux и.v2.json.01JABCDEFG.part` }], effects: [{ to: `${user}/flux и.v2.json`, as: 'place' }], checks: [{ check: 'file', sha256: sha('c'), size: 900 }] },
    ])
  })
})

test('one bad want hides no other, and a want without a fact is told', () => {
  const good = downloadWant('a.safetensors')
  const bad = downloadWant('b.safetensors')
  const lost = downloadWant('c.safetensors')
  const facts = factsOf(posix, [[good, downloadFact(posix, good)], [bad, { of: 'problem', problem: problem('SOURCE_OFF', { source: 'civitai' }) }]], { warnings: [{ code: 'OPEN_CHOICE', message: 'm', hint: 'h' }] })
  const plan = buildPlan([good, bad, lost], facts, defaultPolicy)
  expect(plan.actions.map(({ subject }) => subject)).toEqual(['a.safetensors'])
  expect(plan.warnings.map(({ code, subject }) => [code, subject])).toEqual([['SOURCE_OFF', 'b.safetensors'], ['UNANSWERED', 'c.safetensors'], ['OPEN_CHOICE', undefined]])
})

test('packs, models, widgets, restart', () => {
  const download = downloadWant('a.safetensors')
  const install = installWant('foo')
  const edit: Want = { want: 'edit-widget', edit: { node: '4', nodeType: null, widget: null, from: 'x', to: 'y' } }
  const facts = factsOf(posix, [[download, downloadFact(posix, download)], [install, packFact(posix, 'foo')]])
  const plan = buildPlan([edit, download, install], facts, defaultPolicy)
  expect(plan.actions.map(({ id, kind }) => [id, kind])).toEqual([['a1', 'install-node-pack'], ['a2', 'download-model'], ['a3', 'edit-widget'], ['a4', 'restart-comfyui']])
  expect(plan.title).toBe('Make flux и.json run: install foo, download a.safetensors, use y instead of x')
})

test('users, passwords and tokens of addresses never come into a plan', () => {
  const secret = 'hf_PLANTEDcanary123'
  const urls = [`https://civitai.com/api/download/models/5?token=${secret}&type=Model`, `https://me:${secret}@huggingface.co/a/b/resolve/main/x.safetensors`, `https://huggingface.co/a/b/resolve/main/y.safetensors?X-Amz-Signature=${secret}`, `https://huggingface.co/z?to%6Ben=${secret}`]
  const pairs = urls.map((url, at) => downloadWant(`m${at}.safetensors`, { url, from: 'decision' })).map((want) => [want, downloadFact(posix, want, { probe: { ...openProbe, page: want.source.url } })] as const)
  const warnings = urls.map((url) => ({ code: 'UNANSWERED', message: `Look whether ${url} is meant.`, hint: `(${url})` }))
  const plan = planOf(pairs, { warnings })
  expect(plan.actions).toHaveLength(4)
  expect(JSON.stringify(plan)).not.toContain(secret)
  expect(plan.actions[0]?.prepare).toMatchObject([{ url: 'https://civitai.com/api/download/models/5?type=Model' }])
  expect(plan.actions[1]?.prepare).toMatchObject([{ url: 'https://huggingface.co/a/b/resolve/main/x.safetensors' }])
})

test('what only a list calls closed is told, and tried', () => {
  const want = downloadWant('x.safetensors', { access: 'licence' })
  expect(planOf([[want, downloadFact(posix, want)]]).warnings).toEqual([])
  expect(planOf([[want, downloadFact(posix, want, { probe: { ...openProbe, access: 'unknown' } })]])).toMatchObject({ actions: [{}], warnings: [{ code: 'ACCESS_NEEDED' }] })
})
