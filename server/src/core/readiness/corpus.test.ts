import { noModelKnowledge } from '../model-knowledge.js'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { WorkflowReportSchema } from '@greenlight/shared/report'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { readDefinitions } from '../definitions.js'
import { coreNodeTypes } from '../facts/core-node-types.js'
import { frontendOnlyTypes } from '../facts/frontend-only.js'
import { nothingInstalled, nothingKnown } from '../installed.js'
import { explainWorkflow } from '../explain/explain-workflow.js'
import { findReferences } from '../workflow/find-references.js'
import { parseForeignJson } from '../workflow/json.js'
import { readWorkflow } from '../workflow/read.js'
import { buildReport } from './build-report.js'
import { someDigest } from './testing/build-judged.js'

const folder = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url))
const absent = !existsSync(folder)
const files = absent
  ? []
  : readdirSync(`${folder}workflows`)
      .filter((name) => name.endsWith('.json') && name !== 'index.json')
      .sort()

/** Real workflows of people nobody here knows, against a recorded ComfyUI without packs. */
describe.skipIf(absent)('real workflows', () => {
  const definitions = absent
    ? new Map()
    : readDefinitions(JSON.parse(readFileSync(`${folder}object_info/comfyui-0.29.0.json`, 'utf8'))).definitions
  const never = new Set([...coreNodeTypes().keys(), ...frontendOnlyTypes.map(({ type }) => type)])
  const installations = [
    {
      ...nothingInstalled,
      root: '/comfy',
      comfyui: '0.29.0',
      objectInfo: 'live',
      definitions,
      models: new Map(),
      inputs: new Set<string>(),
    },
    { ...nothingInstalled, objectInfo: 'file', definitions },
    { ...nothingInstalled, root: '/comfy', comfyui: '0.29.0', models: new Map() },
    nothingInstalled,
  ] as const

  test.each(files)('%s', (name) => {
    const parsed = parseForeignJson(readFileSync(`${folder}workflows/${name}`, 'utf8'))
    const read = parsed.ok ? readWorkflow(parsed.value) : parsed
    for (const installed of installations) {
      const references = read.ok ? findReferences(read.workflow, installed.definitions) : null
      const report = buildReport({
        path: name,
        digest: someDigest,
        read,
        references,
        installed,
        known: nothingKnown,
        decisions: [],
        workflow: null,
        knowledge: noModelKnowledge,
        frontendOnly: new Set(),
      })
      expect(v.is(WorkflowReportSchema, report)).toBe(true)
      expect(
        report.nodeTypes.filter(({ type, state }) => state === 'missing' && never.has(type)).map(({ type }) => type),
      ).toEqual([])
      const told = new Set(report.findings.flatMap((finding) => finding.nodes))
      const silent = report.nodeTypes
        .filter(({ active, state }) => active && !['registered', 'frontend-only'].includes(state))
        .filter(({ nodes }) => !nodes.some((node) => told.has(node)))
      expect(silent.map(({ type }) => type)).toEqual([])
      if (read.ok)
        expect(explainWorkflow(read.workflow, report, installed)?.nodes).toHaveLength(report.nodeTypes.length)
    }
  })
})
