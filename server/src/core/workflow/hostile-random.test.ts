import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { References } from './references.js'
import { modelWords, node, references, subgraph, ui } from './testing/build.js'
import { outcome } from './testing/outcome.js'

describe('properties', () => {
  const anything = fc.json({ maxDepth: 5 }).map((text): unknown => JSON.parse(text))
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'a.safetensors',
      'VAELoader',
      's',
      'workflow>g',
      'Reroute',
      'PrimitiveNode',
      'Note',
      'embedding:x',
      'https://x/a.pt',
      '__proto__',
    ),
  )
  const anyInput = fc.record(
    {
      name: text,
      type: text,
      link: fc.oneof(fc.nat(8), fc.constant(null)),
      widget: fc.option(fc.record({ name: text })),
    },
    { requiredKeys: [] },
  )
  const anyNode = fc.record(
    {
      id: fc.oneof(fc.nat(8), text),
      type: text,
      mode: fc.nat(5),
      inputs: fc.array(anyInput, { maxLength: 4 }),
      widgets_values: fc.oneof(
        fc.array(fc.oneof(text, anything), { maxLength: 4 }),
        fc.dictionary(text, text),
        fc.constant(null),
      ),
      properties: fc.record(
        {
          models: fc.array(fc.record({ name: text, url: text, directory: text })),
          proxyWidgets: fc.array(fc.tuple(fc.nat(8), text)),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['id', 'type'] },
  )
  const anyLink = fc.tuple(fc.nat(8), fc.nat(8), fc.nat(3), fc.nat(8), fc.nat(3), fc.constant('*'))
  const anyGraph = fc.record({
    nodes: fc.array(anyNode, { maxLength: 8 }),
    links: fc.array(anyLink, { maxLength: 8 }),
    definitions: fc.record({
      subgraphs: fc.array(
        fc.record({
          id: fc.constantFrom('s', 'a.safetensors'),
          nodes: fc.array(anyNode, { maxLength: 4 }),
          links: fc.array(anyLink, { maxLength: 4 }),
          inputs: fc.array(fc.record({ name: text }), { maxLength: 3 }),
        }),
        { maxLength: 2 },
      ),
    }),
    extra: fc.record({
      groupNodes: fc.record({
        g: fc.record({ nodes: fc.array(anyNode, { maxLength: 3 }), links: fc.array(anyLink, { maxLength: 3 }) }),
      }),
    }),
    models: fc.array(fc.record({ name: text }), { maxLength: 2 }),
  })

  test('nothing throws and nothing is polluted, whatever the value', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anything,
          anyGraph,
          fc.record({ prompt: anyGraph }),
          fc.dictionary(text, fc.record({ class_type: text, inputs: fc.dictionary(text, anything) })),
        ),
        (value) => {
          outcome(value)
        },
      ),
      { numRuns: 1500 },
    )
  })

  test('the same value gives the same answer, and the value stays as it was', () => {
    fc.assert(
      fc.property(anyGraph, (value) => {
        const before = JSON.stringify(value)
        expect(JSON.stringify(references(value))).toBe(JSON.stringify(references(value)))
        expect(JSON.stringify(value)).toBe(before)
      }),
      { numRuns: 300 },
    )
  })

  test('a bad node more leaves every other reference as it was', () => {
    const bad = fc.constantFrom<unknown>(null, 7, 'x', [], {}, { id: 1 }, { type: 5 }, { id: 1000, type: '' })
    const plain = ({ models, inputs, nodeTypes }: References): unknown => ({
      models: models.map(({ embedded, evidence, ...rest }) => ({
        ...rest,
        embedded: embedded.length,
        evidence: evidence.length,
      })),
      inputs,
      types: nodeTypes.map(({ type, active, nodes }) => [type, active, nodes.length]),
    })
    fc.assert(
      fc.property(anyGraph, bad, fc.nat(8), (value, one, at) => {
        const spoiled = { ...value, nodes: [...value.nodes.slice(0, at), one, ...value.nodes.slice(at)] }
        expect(plain(references(spoiled))).toEqual(plain(references(value)))
      }),
      { numRuns: 300 },
    )
  })

  test('inactive means inactive for everything inside', () => {
    const found = references(
      ui([node(2, 's', { mode: 2 })], [], {
        definitions: {
          subgraphs: [
            subgraph(
              's',
              [
                node(1, 'VAELoader', { widgets_values: ['a.pt'] }),
                node(3, 'LoadImage', { widgets_values: ['a.png', 'image'] }),
              ],
              [],
            ),
          ],
        },
      }),
    )
    expect([
      ...modelWords(found),
      ...found.inputs.map(({ active }) => active),
      ...found.nodeTypes.map(({ active }) => active),
    ]).toEqual(['-2:1.vae_name=a.pt>vae', false, false, false])
  })
})
