import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Check } from '@greenlight/shared/report'
import { openWorld } from '../main.js'
import { checkPaths } from '../use-cases/check.js'

const shared = fileURLToPath(new URL('../../../../shared/data/', import.meta.url))
const workflows = join(shared, 'workflows')
const objectInfo = join(shared, 'object_info', 'comfyui-0.29.0.json')

interface Known {
  frontend_only: string[]
  per_source: Record<string, string[]>
}

/** Real files of other people, images and videos too, judged against ComfyUI 0.29.0 without packs. They are not in the clone. */
describe.skipIf(!existsSync(workflows))('every real file', () => {
  let check: Check
  const files = existsSync(workflows) ? readdirSync(workflows).filter((name) => !/^(index\.json|README\.md)$/.test(name)) : []

  beforeAll(async () => {
    const flags = new Map([['object-info', objectInfo], ['catalogue', join(shared, 'registry', 'comfyui-manager')]])
    const world = await openWorld({ text: (name) => flags.get(name) }, { env: {} })
    const place = await world.findPlace()
    const paths = files.map((name) => join(workflows, name))
    check = (await checkPaths(world.portsFor(place), await place.read(), { paths })).check
  })

  it('gets a report', () => {
    expect(files.length).toBeGreaterThanOrEqual(192)
    expect(check.reports.map(({ workflow }) => workflow.path)).toEqual(files.map((name) => join(workflows, name)))
  })

  it('that cannot be read says why in a coded problem', () => {
    const unread = check.reports.filter(({ verdict }) => verdict === 'unreadable')
    expect(unread.map(({ workflow }) => workflow.path.slice(workflows.length + 1)).every((name) => /^(sd-parsers|lora-manager)/.test(name))).toBe(true)
    for (const report of unread) expect(report.problems[0]?.code).toMatch(/^(A1111_PARAMETERS|NO_WORKFLOW_INSIDE)$/)
  })

  it('never has a core or frontend-only type called missing', () => {
    const names: Known = JSON.parse(readFileSync(join(shared, 'object_info', 'core-node-types.json'), 'utf8'))
    const core = new Set([...Object.keys(JSON.parse(readFileSync(objectInfo, 'utf8'))), ...names.frontend_only])
    const types = check.reports.flatMap(({ nodeTypes }) => nodeTypes)
    expect(types.length).toBeGreaterThan(1500)
    expect(types.filter(({ type, state }) => core.has(type) && !['registered', 'frontend-only'].includes(state))).toEqual([])
  })

  it('has a next step for everything that stands in the way, and evidence for it', () => {
    const findings = check.reports.flatMap((report) => report.findings)
    expect(findings.filter(({ next, evidence }) => next === '' || evidence.length === 0)).toEqual([])
  })
})
