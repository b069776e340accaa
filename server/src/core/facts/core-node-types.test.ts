import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { coreNodeType, coreNodeTypes, isApiModule } from './core-node-types.js'

const recorded = fileURLToPath(new URL('../../../../../shared/data/object_info/', import.meta.url))

describe('core node types', () => {
  test.each([
    ['KSampler', { module: 'nodes', since: '0.7.0', until: null, replacement: null }],
    ['Video Slice', { module: 'comfy_extras.nodes_video', since: '0.29.0', until: null, replacement: null }],
    [
      'SaveImageWebsocket',
      { module: 'custom_nodes.websocket_image_save', since: '0.7.0', until: null, replacement: null },
    ],
    ['IdeogramV1', { module: 'comfy_api_nodes.nodes_ideogram', since: '0.7.0', until: '0.7.0', replacement: null }],
    ['ConditioningAverage', { module: 'nodes', since: '0.7.0', until: null, replacement: null }],
    ['ConditioningAverage ', { module: 'nodes', since: null, until: null, replacement: 'ConditioningAverage' }],
    ['conditioningaverage', null],
    ['__proto__', null],
    ['constructor', null],
    ['', null],
  ])('%j', (name, known) => {
    expect(coreNodeType(name)).toEqual(known)
  })

  test('tells nodes that call a service from the others', () => {
    expect(isApiModule(coreNodeType('IdeogramV3')?.module ?? '')).toBe(true)
    expect(isApiModule(coreNodeType('KSampler')?.module ?? '')).toBe(false)
  })

  test.skipIf(!existsSync(recorded))('agrees with both recorded answers, name by name', () => {
    const newer = Object.keys(JSON.parse(readFileSync(`${recorded}comfyui-0.29.0.json`, 'utf8')))
    const older = Object.keys(JSON.parse(readFileSync(`${recorded}comfyui-0.7.0.json`, 'utf8')))
    const inNewer = [...coreNodeTypes()].filter(([, type]) => type.since !== null && type.until === null)
    const inOlder = [...coreNodeTypes()].filter(([, type]) => type.since === '0.7.0')
    expect(inNewer.map(([name]) => name).sort()).toEqual(newer.sort())
    const shipped = inOlder.filter(([, type]) => !type.module.startsWith('custom_nodes.'))
    expect(shipped.map(([name]) => name).sort()).toEqual(older.sort())
  })
})
