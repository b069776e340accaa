import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeDecision } from '../../../core/decisions/describe-decision.js'
import { readText } from './read-text.js'

const told = (text: string) => readText(text).decisions.map(describeDecision)
const faults = (text: string) => readText(text).faults.map(({ line, because }) => `${line ?? '-'}: ${because}`)

const good = `# ours
schema: greenlight/decisions@1
everywhere:
  # a comment
  - type: Image Resize
    id: essentials
    repository: https://github.com/a/b # why
  - model: a.safetensors
    directory: checkpoints
    use: xl/a.safetensors
workflows:
  151410b3-7845-4561-aac4-8968574e9ba2:
    - type: Image Resize
      title: Other
      repository: https://github.com/c/d
  日の出 1.json:
    - {model: "b: c.ckpt", url: 'https://example.com/b#c'}
`
const all = [
  'node type Image Resize -> essentials (https://github.com/a/b) (everywhere)',
  'model checkpoints/a.safetensors -> xl/a.safetensors (everywhere)',
  'node type Image Resize -> Other (https://github.com/c/d) (in 151410b3-7845-4561-aac4-8968574e9ba2)',
  'model b: c.ckpt -> https://example.com/b#c (in 日の出 1.json)',
]

describe('a file of decisions', () => {
  it.each([
    ['as people write it', good],
    ['with CRLF and a byte order mark', `\uFEFF${good.replaceAll('\n', '\r\n')}`],
    ['without a schema', good.replace(/schema.*\n/, '')],
    ['with names that YAML takes for more', good],
  ])('is read %s', (_what, text) => {
    expect(told(text)).toEqual(all)
    expect(faults(text)).toEqual([])
  })

  it.each(['', '\n', '# only a comment\n', 'everywhere:\n', 'everywhere: []\nworkflows:\n  a.json:\n', 'workflows: {}\n', '---\n'])('may be empty: %j', (text) => {
    expect(readText(text)).toEqual({ decisions: [], faults: [] })
  })

  it('takes words as text that other readers take for more', () => {
    expect(told('everywhere:\n  - type: 1.0\n    id: null\n  - type: true\n    id: 0x1\n  - type: __proto__\n    id: constructor')).toEqual([
      'node type 1.0 -> null (everywhere)',
      'node type __proto__ -> constructor (everywhere)',
      'node type true -> 0x1 (everywhere)',
    ])
  })
})

describe('a bad entry', () => {
  it.each([
    ['- just text', 'an entry begins with `- type:` or `- model:`'],
    ['- [a]', 'an entry begins with `- type:` or `- model:`'],
    ['- typ: A', 'it has neither `type` nor `model`'],
    ['- type: A', 'it names no pack: give its `id` or its `repository`'],
    ['- {type: A, id: b, directory: c}', '`directory` is not known beside type: type, id, repository, title are'],
    ['- {type: A, id: b, id: c}', '`id` stands there twice'],
    ['- {type: [A], id: b}', '`type` is not plain text'],
    ['- {type: "", id: b}', 'Invalid length'],
    [`- {type: ${'A'.repeat(301)}, id: b}`, 'Invalid length'],
    ['- {model: a}', 'it needs one of `use` (a file of this machine) and `url`'],
    ['- {model: a, use: b, url: https://c.example}', 'it needs one of `use` (a file of this machine) and `url`'],
    ['- {model: a, url: "javascript:alert(1)"}', '`url` is no address of the web'],
    ['- {type: *there, id: b}', 'text'],
    ['- type: "A', 'well-formed'],
    ['- type: A: B: C', 'well-formed'],
    ['- type: A\n     id: b', 'well-formed'],
    ['- type: A\n\tid: b', 'well-formed'],
    ['- {type: A', 'well-formed'],
  ])('is told with its line and hides no other: %j', (entry, because) => {
    const text = good.replace('  - model: a.safetensors', `  ${entry}\n  - model: a.safetensors`)
    expect(told(text)).toEqual(all)
    expect(faults(text)).toHaveLength(1)
    expect(faults(text)[0]).toMatch(/^(8|9): /)
    expect(faults(text)[0]).toContain(because)
  })

  it('that is decided again gives way to the later one', () => {
    const text = 'everywhere:\n  - {type: A, id: one}\n  - {type: A, id: two}\n'
    expect(told(text)).toEqual(['node type A -> two (everywhere)'])
    expect(faults(text)).toEqual(['2: the same is decided again in line 3, which counts'])
  })

  it.each([
    ['other: 1\n', '12: only `everywhere` and `workflows` belong there'],
    ['schema: greenlight/decisions@2\n', '12: its schema is not greenlight/decisions@1'],
    ['everywhere: words\n', '12: a list of entries belongs there, each with `- ` in front'],
    ['workflows: words\n', '12: `workflows` holds one list for each workflow'],
  ])('beside the sections is told: %j', (line, because) => {
    const text = good.replace('workflows:', `${line}workflows:`).replace('# ours', '# ours\n')
    expect(told(text)).toEqual(all)
    expect(faults(text)).toEqual([because])
  })

  it('of a section that stands there twice is none', () => {
    expect(told('everywhere:\n  - {type: A, id: a}\neverywhere:\n  - {type: B, id: b}\n')).toHaveLength(2)
  })
})

describe('hostile files', () => {
  const size = 256 * 1024
  it.each([
    ['brackets', '['.repeat(size)],
    ['open maps', '{a: '.repeat(size / 4)],
    ['dashes', '- '.repeat(size / 2)],
    ['question marks', '? '.repeat(size / 2)],
    ['deep indentation', Array.from({ length: 700 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
    ['aliases', `a: &a [x]\n${'b: *a\n'.repeat(size / 6)}`],
    ['laughs', `a: &a [x,x,x,x,x,x,x,x]\n${Array.from({ length: 20 }, (_, at) => `b${at}: &b${at} [${`*${at === 0 ? 'a' : `b${at - 1}`},`.repeat(8)}]`).join('\n')}`],
    ['bad entries', `everywhere:\n${'  - x\n'.repeat(size / 6)}`],
    ['broken entries', `everywhere:\n${'  - type: "\n'.repeat(size / 12)}`],
    ['workflow names', `workflows:\n${'  "a: \n'.repeat(size / 7)}`],
    ['one line', `everywhere: ${'x'.repeat(size)}`],
    ['NULs', '\0'.repeat(size)],
  ])('end in time: %s', (_what, text) => {
    const start = process.cpuUsage()
    const { decisions, faults: found } = readText(text)
    const { user, system } = process.cpuUsage(start)
    expect(user + system).toBeLessThan(4_000_000)
    expect(decisions).toEqual([])
    expect(found.length).toBeLessThanOrEqual(50)
  })

  it('never throw', () => {
    const piece = fc.constantFrom('everywhere:\n', 'workflows:\n', '  - ', 'type: ', 'model: ', 'id: a\n', '    use: b\n', '"', "'", '{', '}', '[', ']', '\n', ': ', '#', '&a ', '*a ', '<<: ', '!!binary ', '|\n', '>\n', '? ', '%YAML 9\n', '---\n', '...\n', '\t', 'a.json:\n')
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 6, arbitrary: piece }, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 40 }), (pieces) => {
        readText(pieces.join(''))
      }),
      { numRuns: 2000 },
    )
  })
})
