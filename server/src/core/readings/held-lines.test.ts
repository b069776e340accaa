import { describe, expect, it } from 'vitest'
import type { Held } from '@greenlight/shared/held'
import { problem } from '../../problems.js'
import { explainHeld } from '../explain/explain-held.js'
import { nothingInstalled, nothingKnown } from '../installed.js'
import { noModelKnowledge } from '../model-knowledge.js'
import { buildCheck } from '../readiness/build-check.js'
import { buildReport } from '../readiness/build-report.js'
import { someDigest } from '../readiness/testing/build-judged.js'
import { asMarkdown } from './as-markdown.js'
import { asText } from './as-text.js'
import { heldLines } from './held-lines.js'
import { hostile } from './testing/some-check.js'

const unread = buildReport({
  path: 'a.png',
  digest: someDigest,
  read: { ok: false, problem: problem('A1111_PARAMETERS', { container: 'PNG file' }) },
  references: null,
  installed: nothingInstalled,
  known: nothingKnown,
  knowledge: noModelKnowledge,
  frontendOnly: new Set(),
  decisions: [],
  workflow: null,
})
const held = (part: Partial<Held>) => ({ ...unread, held: { grade: 'parameters-only' as const, settings: [], models: [], ...part } })
const model = (name: string | null, here?: { path: string; by: 'hash' | 'name'; says: string }[]) => ({
  name,
  directory: 'loras',
  hash: { type: 'autov3' as const, value: '1a2b3c4d5e6f' },
  weight: 0.6,
  from: 'Lora hashes',
  confidence: 0.95,
  ...(here === undefined ? {} : { here }),
})
const texts = (part: Partial<Held>) => heldLines(held(part)).map(({ word, text }) => `${word}: ${text}`)

describe('what a picture tells', () => {
  it('is who made it, with which settings, and each model with its places', () => {
    const settings = [
      { name: 'Steps', value: '20' },
      { name: 'Model', value: 'x' },
      { name: 'Seed', value: '7' },
    ]
    const places = [
      { path: '/m/a', by: 'hash' as const, says: 'Its AutoV3 is 1a2b3c4d5e6f.' },
      { path: '/m/b', by: 'hash' as const, says: 'Its AutoV3 is 1a2b3c4d5e6f.' },
    ]
    expect(texts({ tool: 'Forge', settings, models: [model('ink', places), model('wax', []), model(null)] })).toEqual([
      'made by: Forge: Steps 20, Seed 7, 1 more',
      'model: ink (loras, AutoV3 1a2b3c4d5e6f, weight 0.6): /m/a: Its AutoV3 is 1a2b3c4d5e6f. or /m/b: Its AutoV3 is 1a2b3c4d5e6f.',
      'model: wax (loras, AutoV3 1a2b3c4d5e6f, weight 0.6): not found here',
      'model: unnamed (loras, AutoV3 1a2b3c4d5e6f, weight 0.6)',
    ])
  })

  it('is little where little is known, and nothing for a graph that tells it all', () => {
    expect(texts({ grade: 'inferred', tool: 'NovelAI' })).toEqual(['made by: NovelAI: nothing that can be read tells more'])
    expect(texts({ grade: 'exact-workflow' })).toEqual([])
    expect(texts({ grade: 'none' })).toEqual([])
    expect(heldLines(unread)).toEqual([])
    expect(texts({ grade: 'exact-workflow', models: [model('ink')] })[0]).toContain('beside the workflow')
  })

  it('is shortened for the eye', () => {
    expect(texts({ models: Array.from({ length: 25 }, (_, at) => model(`m${at}`)) }).at(-1)).toBe('model: and 5 more')
  })

  it('stands in the table and the paste, and cannot break them', () => {
    const check = buildCheck(nothingInstalled, someDigest, [held({ tool: 'Forge', models: [model(hostile, [])] })])
    expect(asText(check)).toContain('made by  Forge')
    for (const text of [asText(check), asMarkdown(check)]) {
      expect(text).toContain('not found here')
      expect(text).not.toMatch(/[\u0000\u001b\u202e]/)
    }
    expect(asMarkdown(check)).not.toContain('<b>')
  })

  it('is an explanation of its own', () => {
    const explained = explainHeld(held({ tool: 'Forge', models: [model('ink', [])] }))
    expect(explained).toMatchObject({ verdict: 'unreadable', nodes: [] })
    expect(explained?.says.slice(-2)).toEqual(['Made by Forge: a prompt without settings.', 'Its parameters name ink (loras, AutoV3 1a2b3c4d5e6f, weight 0.6): not found here.'])
    expect(explainHeld(unread)).toBeNull()
  })
})
