import { noModelKnowledge } from '../../model-knowledge.js'
import type { Check } from '@greenlight/shared/report'
import { problem } from '../../../problems.js'
import { nothingKnown } from '../../installed.js'
import { buildCheck } from '../../readiness/build-check.js'
import { buildReport } from '../../readiness/build-report.js'
import { buildDefinition, buildLive } from '../../readiness/testing/build-installed.js'
import { judge, someDigest } from '../../readiness/testing/build-judged.js'
import { buildModelReference, buildNode } from '../../readiness/testing/build-references.js'

/** Names that would break a careless document: markup, quotes, colours, direction marks, wide letters, control characters. */
export const hostile = `<b>"x" & 'y' | \`z\` [a](http://evil.example) \u001b[31mred\u0000\u202e ]]> 模型\ud800.safetensors`

/** One ready, one blocked with every severity, one unreadable; the blocked one is full of hostile names. */
export function someCheck(): Check {
  const installed = buildLive([buildDefinition('KSampler')], { models: new Map() })
  const references = {
    models: [
      buildModelReference(hostile, {
        evidence: [{ from: 'workflow', says: hostile, where: 'nodes[0].widgets_values[0]' }],
      }),
      buildModelReference('self', { nodeType: 'DownloadAndLoadX' }),
    ],
  }
  const blocked = judge([buildNode('65:70', hostile), buildNode('2', 'SetNode')], installed, {
    path: `sub dir/${hostile}`,
    references,
  })
  const ready = judge([buildNode('1', 'KSampler')], installed, { path: 'C:\\My Files\\ready.json' })
  const unreadable = buildReport({
    path: '/tmp/ä.png',
    digest: someDigest,
    read: { ok: false, problem: problem('NOT_A_WORKFLOW') },
    references: null,
    installed,
    known: nothingKnown,
    knowledge: noModelKnowledge,
    frontendOnly: new Set(), decisions: [], workflow: null,
  })
  return buildCheck(installed, someDigest, [ready, blocked, unreadable])
}
