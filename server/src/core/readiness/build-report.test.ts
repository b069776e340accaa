import { noModelKnowledge } from '../model-knowledge.js'
import { CheckSchema, type Finding, WorkflowReportSchema } from '@greenlight/shared/report'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { problem } from '../../problems.js'
import { nothingInstalled, nothingKnown } from '../installed.js'
import { buildCheck } from './build-check.js'
import { buildReport } from './build-report.js'
import {
  buildClaim,
  buildDefinition,
  buildFolders,
  buildKnown,
  buildLive,
  buildPack,
} from './testing/build-installed.js'
import { judge, someDigest } from './testing/build-judged.js'
import {
  buildInputReference,
  buildModelReference,
  buildNode,
  buildWorkflow,
  undeclared,
} from './testing/build-references.js'
import { verdictOf } from './verdict.js'

const live = buildLive([buildDefinition('KSampler')], {
  models: buildFolders({ checkpoints: ['here.safetensors'] }),
  inputs: new Set(['here.png']),
})
const foo = buildClaim('ComfyUI-Foo')
const known = buildKnown({ FooA: [foo], FooB: [foo], Both: [foo, buildClaim('ComfyUI-Bar')] })

describe('verdict', () => {
  const finding = (severity: Finding['severity'], fix?: Finding['fix']): Finding => ({
    kind: 'model-missing',
    severity,
    nodes: [],
    subject: '',
    message: '',
    next: '',
    ...(fix === undefined ? {} : { fix }),
    evidence: [],
  })
  test.each([
    [[], 'ready'],
    [[finding('warns'), finding('informs')], 'ready'],
    [[finding('blocks', 'download-model'), finding('warns')], 'fixable'],
    [[finding('blocks', 'download-model'), finding('blocks', 'choose-model')], 'needs-choice'],
    [[finding('blocks', 'choose-input'), finding('blocks')], 'blocked'],
    [[finding('blocks')], 'blocked'],
  ])('%#: %s', (findings, verdict) => {
    expect(verdictOf(findings)).toBe(verdict)
  })
})

test('a ready workflow', () => {
  const references = { models: [buildModelReference('here.safetensors')], inputs: [buildInputReference('here.png')] }
  const report = judge([buildNode('1', 'KSampler')], live, { references })
  expect(report).toMatchObject({
    verdict: 'ready',
    findings: [],
    problems: [],
    workflow: { path: 'a.json', format: 'ui', nodes: 1, digest: someDigest },
  })
  expect(v.is(WorkflowReportSchema, report)).toBe(true)
})

test('a pack that explains four red nodes of two types is one finding', () => {
  const nodes = [
    buildNode('1', 'FooA'),
    buildNode('7:2', 'FooB'),
    buildNode('7:3', 'FooA'),
    buildNode('9', 'FooB', { active: false, mode: 'muted' }),
  ]
  const { findings, verdict } = judge(nodes, live, { known })
  expect(findings).toMatchObject([
    {
      kind: 'node-type-missing',
      subject: 'ComfyUI-Foo',
      node: '1',
      nodes: ['1', '7:3', '7:2'],
      fix: 'install-node-pack',
    },
  ])
  expect(findings[0]?.message).toContain('FooA and FooB')
  expect(verdict).toBe('fixable')
})

test('a model that three nodes ask for is one finding', () => {
  const models = ['1', '2', '3'].map((node) => buildModelReference('none.safetensors', { node }))
  const report = judge([buildNode('1', 'KSampler')], live, { references: { models } })
  expect(report.models).toHaveLength(3)
  expect(report.findings).toMatchObject([
    { kind: 'model-missing', subject: 'none.safetensors', nodes: ['1', '2', '3'] },
  ])
  expect(report.verdict).toBe('blocked')
})

test('findings: blocking ones first, packs before models before inputs; every one has a next step', () => {
  const models = [
    buildModelReference('z.safetensors'),
    buildModelReference('a.safetensors'),
    buildModelReference('x', { nodeType: 'DownloadAndLoadX' }),
  ]
  const workflow = {
    tolerated: [{ says: 'NaN outside strings' }],
    missingDefinitions: [
      { id: '5', type: 'uuid', active: true, where: 'nodes[4]' },
      { id: '6', type: 'off', active: false, where: 'nodes[5]' },
    ],
  }
  const { findings, verdict } = judge([buildNode('1', 'Unknown')], live, {
    references: { models, inputs: [buildInputReference('no.png')] },
    workflow,
  })
  expect(findings.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
    'subgraph-definition-missing uuid',
    'node-type-missing Unknown',
    'model-missing a.safetensors',
    'model-missing z.safetensors',
    'input-missing no.png',
    'workflow-tolerated workflow file',
    'model-self-download x',
  ])
  for (const finding of findings) expect(finding.next).toMatch(/\S.*[.;]$/)
  expect(verdict).toBe('blocked')
})

test('a choice of packs, a choice of input', () => {
  expect(judge([buildNode('1', 'Both')], live, { known }).verdict).toBe('needs-choice')
  expect(judge([], live, { references: { inputs: [buildInputReference('no.png')] }, workflow: {} }).verdict).toBe(
    'needs-choice',
  )
})

test('what is muted or bypassed never stands in the way', () => {
  const off = { active: false, mode: 'bypassed' } as const
  const report = judge([buildNode('1', 'Unknown', off)], live, {
    references: {
      models: [buildModelReference('no', { active: false })],
      inputs: [buildInputReference('no', { active: false })],
    },
  })
  expect(report).toMatchObject({
    verdict: 'ready',
    findings: [],
    nodeTypes: [{ active: false, state: 'missing' }],
    models: [{ active: false, state: 'missing' }],
  })
})

test('an empty workflow is ready, and says that it is empty', () => {
  expect(judge([], live)).toMatchObject({
    verdict: 'ready',
    findings: [{ kind: 'workflow-empty', severity: 'informs' }],
  })
})

test('a file that cannot be read', () => {
  const told = problem('NOT_A_WORKFLOW')
  const report = buildReport({
    path: 'x.png',
    digest: someDigest,
    read: { ok: false, problem: told },
    references: null,
    installed: live,
    known: nothingKnown,
    decisions: [],
    workflow: null,
    knowledge: noModelKnowledge,
    frontendOnly: new Set(),
  })
  expect(report).toMatchObject({
    verdict: 'unreadable',
    workflow: { format: 'unknown', nodes: 0 },
    problems: [told],
    findings: [],
  })
  expect(v.is(WorkflowReportSchema, report)).toBe(true)
})

test('the check counts verdicts and keeps the order', () => {
  const reports = [
    judge([buildNode('1', 'Unknown')], live, { path: 'z' }),
    judge([buildNode('1', 'KSampler')], live, { path: 'a' }),
  ]
  const check = buildCheck(
    { ...live, objectInfo: 'recorded', recordedAt: '2026-01-01T00:00:00Z', argv: ['--secret'] },
    someDigest,
    reports,
  )
  expect(check.summary).toEqual({ ready: 1, fixable: 0, needsChoice: 0, blocked: 1, unreadable: 0 })
  expect(check.reports.map((report) => report.workflow.path)).toEqual(['z', 'a'])
  expect(check.installation).toEqual({
    root: '/comfy',
    comfyui: '0.29.0',
    objectInfo: 'recorded',
    recordedAt: '2026-01-01T00:00:00Z',
    digest: someDigest,
  })
  expect(v.is(CheckSchema, check)).toBe(true)
  expect(buildCheck(nothingInstalled, someDigest, []).installation).not.toHaveProperty('recordedAt')
})

const arbitraryNode = fc.record({
  id: fc.stringMatching(/^[1-9][0-9]?(:[1-9])?$/),
  type: fc.constantFrom(
    'KSampler',
    'FooA',
    'FooB',
    'Both',
    'Note',
    'SetNode',
    'Video Slice',
    'ConditioningAverage ',
    'Unknown',
    '__proto__',
  ),
  active: fc.boolean(),
  cnrId: fc.constantFrom(null, 'comfy-core', 'comfyui-foo', 'other'),
})
const arbitraryCase = fc.record({
  nodes: fc.array(arbitraryNode, { maxLength: 8 }),
  names: fc.array(fc.constantFrom('here.safetensors', 'HERE.safetensors', 'no.bin', 'x/y'), { maxLength: 4 }),
})

test('another workflow changes no report, and the same facts give the same bytes', () => {
  const installations = [
    live,
    nothingInstalled,
    buildLive([], { nodePacks: [buildPack('ComfyUI-Foo', { state: 'disabled' })] }),
  ]
  fc.assert(
    fc.property(arbitraryCase, arbitraryCase, fc.constantFrom(...installations), (one, other, installed) => {
      const report = ({ nodes, names }: typeof one) =>
        JSON.stringify(
          judge(
            nodes.map(({ id, type, active, cnrId }) =>
              buildNode(id, type, { active, declared: { ...undeclared, cnrId } }),
            ),
            installed,
            { known, references: { models: names.map((name) => buildModelReference(name)) } },
          ),
        )
      const alone = report(one)
      report(other)
      expect(report(one)).toBe(alone)
    }),
    { numRuns: 200 },
  )
})

test('a workflow without references is judged by what the file tells', () => {
  const read = { ok: true, workflow: buildWorkflow([buildNode('1', 'X')]) } as const
  const report = buildReport({
    path: 'a',
    digest: someDigest,
    read,
    references: null,
    installed: live,
    known: nothingKnown,
    decisions: [],
    workflow: null,
    knowledge: noModelKnowledge,
    frontendOnly: new Set(),
  })
  expect(report.nodeTypes).toEqual([])
})
