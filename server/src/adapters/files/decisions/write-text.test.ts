import type { Decision } from '@greenlight/shared/decisions'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareDecisions, decisionKey } from '../../../core/decision-subject.js'
import { modelDecision, packDecision } from '../../../core/testing/contract/decision-book.contract.js'
import { readText } from './read-text.js'
import { changeText, textOfDecisions, type TextChange } from './write-text.js'

const here = { workflow: 'one.json' }

function changed(text: string | null, change: TextChange): string {
  const made = changeText(text, change)
  if (typeof made !== 'string') throw new Error(`${made.line}: ${made.because}`)
  return made
}
const forget = (...decisions: readonly Decision[]): TextChange => ({ forget: new Set(decisions.map(decisionKey)) })

it('begins a file that explains itself', () => {
  const text = changed(null, { remember: [modelDecision('a.ckpt'), packDecision('Zoom', { repository: 'https://github.com/a/b' }), packDecision('A', { scope: here, title: 'A pack' })] })
  expect(text.split('\n').filter((line) => !line.startsWith('#') && line !== '')).toEqual([
    'schema: greenlight/decisions@1',
    'everywhere:',
    '  - type: Zoom',
    '    id: some-pack',
    '    repository: https://github.com/a/b',
    '  - model: a.ckpt',
    '    directory: loras',
    '    use: my/a.ckpt',
    'workflows:',
    '  one.json:',
    '    - type: A',
    '      id: some-pack',
    '      title: A pack',
  ])
  expect(text).toMatch(/^# Choices that Greenlight remembers/)
  expect(text.endsWith('\n')).toBe(true)
})

const theirs = `# my file
everywhere:
  # keep this one
  - type: M
    id: old # because
  - nonsense

  # the last
  - type: Z
    repository: "https://github.com/z/z"

# the end
`

describe('a person’s own words', () => {
  it('stay when an entry changes, and only its line changes', () => {
    expect(changed(theirs, { remember: [packDecision('M', { id: 'new' })] })).toBe(theirs.replace('old', 'new'))
  })

  it('stay when one comes, in its place of the order', () => {
    const text = changed(theirs, { remember: [packDecision('P'), packDecision('B')] })
    expect(text).toBe(theirs.replace('  # keep this one\n  - type: M', '  # keep this one\n  - type: B\n    id: some-pack\n  - type: M').replace('\n\n  # the last', '\n  - type: P\n    id: some-pack\n\n  # the last'))
  })

  it.each([
    ['M', ['# keep this one', '# the last', '- nonsense', '# the end']],
    ['Z', ['# keep this one', '# the last', '- nonsense', '# the end', '# because']],
  ])('stay when %s is forgotten', (type, words) => {
    const text = changed(theirs, forget(packDecision(type)))
    for (const one of words) expect(text).toContain(one)
    expect(readText(text).decisions.map((one) => (one.about === 'node-type' ? one.type : ''))).toEqual(['M', 'Z'].filter((one) => one !== type))
  })

  it('stay with their line ends and byte order mark', () => {
    const text = changed(`\uFEFF${theirs.replaceAll('\n', '\r\n')}`, { remember: [packDecision('M', { id: 'new' })] })
    expect(text).toBe(`\uFEFF${theirs.replace('old', 'new').replaceAll('\n', '\r\n')}`)
  })

  it('stay byte for byte where nothing changes', () => {
    const odd = `${theirs.replace('everywhere:', 'everywhere:   # for all')}\n\n`
    expect(changed(odd, { remember: [packDecision('M', { id: 'old' })] })).toBe(odd)
    expect(changed(odd, forget(packDecision('none')))).toBe(odd)
    expect(changed(odd, forget(packDecision('M')))).toContain('# for all')
  })
})

it('drops what became empty, and twins of what is changed', () => {
  const twice = 'everywhere:\n  - {type: A, id: a}\n  - {type: A, id: b}\nworkflows:\n  one.json:\n    - {type: A, id: c}\n'
  expect(readText(changed(twice, { remember: [packDecision('A', { id: 'd' })] }))).toMatchObject({ faults: [], decisions: [{ id: 'd' }, { id: 'c' }] })
  expect(changed(changed(twice, forget(packDecision('A', { scope: here }))), forget(packDecision('A')))).not.toMatch(/A|one\.json|workflows/)
})

it.each([
  ['everywhere: [', 1],
  ['everywhere:\n  - type: "A\n', 3],
  ['everywhere: words', 1],
  ['- a list', 1],
  ['schema: greenlight/decisions@2\neverywhere:\n', 1],
  ['everywhere:\n  - type: A\n    id: a\nmore: 1\n', 4],
])('changes nothing in a file that it does not understand: %j', (text, line) => {
  const made = changeText(text, { remember: [packDecision('A')] })
  expect(typeof made === 'string' ? made : made.line).toBe(line)
})

it.each(['everywhere:\n', 'everywhere: []\n', 'workflows:\n  one.json:\n', 'workflows: {}\n', '# words\n', '', '{}', '---\n# a\n', 'workflows:\n  two.json: [{type: A, id: b}]\n'])('fills what is empty: %j', (text) => {
  const wanted = [packDecision('A'), packDecision('A', { scope: here })]
  const after = readText(changed(text, { remember: wanted }))
  expect(after.faults).toEqual([])
  expect(after.decisions).toEqual(expect.arrayContaining(wanted))
})

const name = fc.oneof(fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }), fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom('"', "'", ':', ' ', '#', '-', '\n', '\t', '\\', '{', '[', ']', '}', ',', '&', '*', '!', '|', '>', '%', '@', '`', '?', '=', '~', 'a', '\r', '\u0085', '\u2029', '\u0007') }))
const scope = fc.oneof(fc.constant({ everywhere: true as const }), name.map((workflow) => ({ workflow })))
const anyDecision: fc.Arbitrary<Decision> = fc.oneof(
  fc.record({ about: fc.constant('node-type' as const), scope, type: name, id: name, repository: fc.option(name) }),
  fc.record({ about: fc.constant('model' as const), scope, name, directory: fc.option(name), use: name.map((widgetValue) => ({ widgetValue })) }),
)

it('writes and forgets any names, and a second writing changes nothing', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyDecision, { selector: decisionKey, maxLength: 8 }), fc.nat(), (decisions, which) => {
      const text = textOfDecisions(decisions)
      if (typeof text !== 'string') throw new Error(text.because)
      expect(readText(text)).toEqual({ decisions: [...decisions].sort(compareDecisions), faults: [] })
      expect(changed(text, { remember: decisions })).toBe(text)
      const gone = decisions[which % Math.max(1, decisions.length)]
      if (gone === undefined) return
      expect(readText(changed(text, forget(gone))).decisions).toEqual(decisions.filter((one) => one !== gone).sort(compareDecisions))
    }),
    { numRuns: 500 },
  )
})
