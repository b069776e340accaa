import { CheckSchema, findingKinds } from '@greenlight/shared/report'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { buildCheck } from '../readiness/build-check.js'
import { nothingInstalled } from '../installed.js'
import { someDigest } from '../readiness/testing/build-judged.js'
import { artifactUri } from './artifact-uri.js'
import { asJson } from './as-json.js'
import { asJUnit } from './as-junit.js'
import { asMarkdown } from './as-markdown.js'
import { asOneLine } from './as-one-line.js'
import { asSarif } from './as-sarif.js'
import { asText } from './as-text.js'
import type { Palette } from './palette.js'
import { hostile, someCheck } from './testing/some-check.js'
import { readXml } from './testing/read-xml.js'
import { columnsOf, padTo, wrap } from './wrap.js'

/** The part of SARIF 2.1.0 that its readers need. */
const SarifSchema = v.object({
  $schema: v.string(),
  version: v.literal('2.1.0'),
  runs: v.tuple([
    v.object({
      tool: v.object({
        driver: v.object({
          name: v.string(),
          rules: v.array(v.object({ id: v.string(), shortDescription: v.object({ text: v.string() }) })),
        }),
      }),
      results: v.array(
        v.object({
          ruleId: v.string(),
          ruleIndex: v.pipe(v.number(), v.integer()),
          level: v.picklist(['error', 'warning', 'note']),
          message: v.object({ text: v.pipe(v.string(), v.regex(/\S/)) }),
          locations: v.tuple([
            v.object({
              physicalLocation: v.object({ artifactLocation: v.object({ uri: v.string() }) }),
              logicalLocations: v.optional(v.array(v.looseObject({ kind: v.string() }))),
            }),
          ]),
        }),
      ),
    }),
  ]),
})

const marked: Palette = {
  good: (text) => `<good>${text}</good>`,
  bad: (text) => `<bad>${text}</bad>`,
  warn: (text) => text,
  dim: (text) => text,
  strong: (text) => text,
}
const nothing = buildCheck(nothingInstalled, someDigest, [])

test.each([
  ['text', asText],
  ['md', asMarkdown],
  ['junit', asJUnit],
  ['sarif', asSarif],
  ['json', asJson],
])('%s gives the same bytes again, and ends in a line break', (_, reading) => {
  expect(reading(someCheck())).toBe(reading(someCheck()))
  expect(reading(someCheck()).endsWith('\n')).toBe(true)
  expect(reading(nothing).endsWith('\n')).toBe(true)
})

describe('text', () => {
  const lines = asText(someCheck(), { width: 100 }).split('\n')

  test('one line per workflow begins with the verdict, findings and next steps below', () => {
    expect(lines.filter((line) => /^(ready|blocked|unreadable) /.test(line))).toHaveLength(3)
    expect(lines.find((line) => line.startsWith('ready'))).toMatch(/^ready {9}C:\\My Files\\ready\.json\s+1 node$/)
    expect(lines.filter((line) => line.trim().startsWith('-> '))).toHaveLength(4)
    expect(lines.at(-2)).toBe('3 workflows: 1 ready, 1 blocked, 1 unreadable')
  })

  test('foreign names can neither colour nor turn the text', () => {
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u202e]/)
    expect(lines.join(' ')).toContain('\\u{1b}[31mred')
  })

  test('colour is a matter of the palette alone', () => {
    const coloured = asText(someCheck(), { palette: marked })
    expect(coloured).toContain('<good>ready       </good>')
    expect(coloured).toContain('<bad>blocks </bad>')
    expect(coloured.replace(/<\/?(?:good|bad)>/g, '')).toBe(asText(someCheck(), {}))
  })

  test('names are never cut, however narrow it is', () => {
    expect(wrap('a very-long-name-that-does-not-fit.safetensors b', 10)).toEqual([
      'a',
      'very-long-name-that-does-not-fit.safetensors',
      'b',
    ])
    expect(columnsOf('模型a\u0301')).toBe(5)
    expect(padTo('模', 4)).toBe('模  ')
  })

  test('one line for the start table', () => {
    const [ready] = someCheck().reports
    expect(ready && asOneLine(ready, { columns: 30 })).toBe('ready         C:\\My Files\\ready.json          1 node')
  })

  test('nothing known, nothing to check', () => {
    expect(asText(nothing)).toBe('No ComfyUI is known.\nNo workflows.\n')
  })
})

test('JSON is the check itself', () => {
  const parsed = JSON.parse(asJson(someCheck()))
  expect(v.is(CheckSchema, parsed)).toBe(true)
  expect(parsed.schema).toBe('greenlight/check@1')
})

test('Markdown: a table row per workflow, and foreign text stays text', () => {
  const text = asMarkdown(someCheck())
  const rows = text.split('\n').filter((line) => line.startsWith('|'))
  expect(rows).toHaveLength(5)
  for (const row of rows) expect(row.replace(/\\\|/g, '').split('|')).toHaveLength(6)
  expect(text).not.toMatch(/(?<!\\)<b>|(?<!\\)\[a\]|[\u0000-\u0009\u001b\u202e]/)
  expect(text).toContain('- **blocks** ')
})

describe('JUnit', () => {
  const root = readXml(asJUnit(someCheck()))

  test('is well-formed, with a suite per workflow and a failed case per blocking finding', () => {
    expect(root).toMatchObject({
      name: 'testsuites',
      attributes: { name: 'greenlight', tests: '5', failures: '3', errors: '1' },
    })
    expect(root.children.map((suite) => suite.attributes.failures)).toEqual(['0', '3', '0'])
    expect(
      root.children.flatMap((suite) =>
        suite.children
          .filter((one) => one.name === 'testcase')
          .flatMap((one) => one.children.map((child) => child.name)),
      ),
    ).toEqual(['failure', 'failure', 'failure', 'error'])
    expect(root.children[0]?.children).toMatchObject([
      { name: 'testcase', attributes: { name: 'ready to queue' }, children: [] },
    ])
  })

  test('foreign text arrives as it was, but for what XML cannot hold', () => {
    const name = root.children[1]?.attributes.name
    expect(name).toBe(`sub dir/${hostile}`.replace(/[\u001b\u0000]/g, '\ufffd').replace('\ud800', '\ufffd'))
  })
})

describe('SARIF', () => {
  const log = v.parse(SarifSchema, JSON.parse(asSarif(someCheck())))
  const [run] = log.runs

  test('has what 2.1.0 requires', () => {
    expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-2.1.0') })
    expect(run.tool.driver.name).toBe('Greenlight')
    const ids = run.tool.driver.rules.map((rule) => rule.id)
    expect(ids).toEqual([...findingKinds, 'workflow-unreadable'].sort())
    for (const result of run.results) {
      expect(ids[result.ruleIndex]).toBe(result.ruleId)
      expect(() => new URL(result.locations[0].physicalLocation.artifactLocation.uri, 'file:///base/')).not.toThrow()
    }
    expect(run.results).toHaveLength(5)
  })

  test("names the node and its value's place in the file", () => {
    const missing = run.results.find((result) => result.ruleId === 'model-missing')
    expect(missing?.locations[0].logicalLocations).toEqual([
      { name: '4', kind: 'node' },
      { fullyQualifiedName: 'nodes[0].widgets_values[0]', kind: 'value' },
    ])
  })

  test.each([
    ['a b/c.json', 'a%20b/c.json'],
    ['C:\\My Files\\ä.json', 'file:///C:/My%20Files/%C3%A4.json'],
    ['/home/x/#1.json', 'file:///home/x/%231.json'],
    ['\\\\server\\share\\x.json', 'file://server/share/x.json'],
    ['a:b.json', 'a%3Ab.json'],
    ['a\\b.json', 'a/b.json'],
    ['/odd\\name.json', 'file:///odd%5Cname.json'],
  ])('%s is %s', (path, uri) => {
    expect(artifactUri(path)).toBe(uri)
  })
})
