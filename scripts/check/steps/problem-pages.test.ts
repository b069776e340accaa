import { expect, test } from 'vitest'
import { setupCodes } from '../../bootstrap/problems.mjs'
import { plant } from '../testing/plant.js'
import { problemPages } from './problem-pages.mjs'

const page = (code: string) => `# ${code}\n\n## Message\n\nIt.\n\n## Cause\n\nThat.\n\n## Fix\n\nThis.\n`
const pages = (...codes: string[]) => Object.fromEntries([...codes, ...setupCodes].map((code) => [`docs/errors/${code}.md`, page(code)]))
const catalogue = (...codes: string[]) => ({
  'server/src/problems/some.ts': `export const problems = {\n${codes.map((code) => `  ${code}: {\n    why: () => 'x',\n  },\n`).join('')}}\n`,
})
const faultsOf = (files: Record<string, string>) => problemPages.run({ root: plant(files) }).faults

test('every code with its page passes, with line ends of Windows too', () => {
  const crlf = { 'docs/errors/A_CODE.md': page('A_CODE').replaceAll('\n', '\r\n') }
  expect(faultsOf({ ...catalogue('A_CODE', 'B_CODE'), ...pages('A_CODE', 'B_CODE'), ...crlf })).toEqual([])
})

test('a code without a page', () => {
  expect(faultsOf({ ...catalogue('A_CODE', 'B_CODE'), ...pages('A_CODE') })).toEqual([expect.stringContaining('B_CODE has no page')])
})

test('a page without a code', () => {
  expect(faultsOf({ ...catalogue('A_CODE'), ...pages('A_CODE', 'GONE') })).toEqual([expect.stringContaining('GONE.md explains a code that nothing uses')])
})

test('a page of another title, or without a section', () => {
  const files = { ...catalogue('A_CODE'), ...pages('A_CODE') }
  expect(faultsOf({ ...files, 'docs/errors/A_CODE.md': page('B_CODE') })).toEqual([expect.stringContaining('does not begin with "# A_CODE"')])
  expect(faultsOf({ ...files, 'docs/errors/A_CODE.md': page('A_CODE').replace('## Fix', '## Repair') })).toEqual([expect.stringContaining('"## Fix"')])
})

test('codes out of order', () => {
  expect(faultsOf({ ...catalogue('B_CODE', 'A_CODE'), ...pages('A_CODE', 'B_CODE') })).toEqual([expect.stringContaining('A_CODE is out of order')])
})

test('a code in two lists', () => {
  const again = { 'server/src/problems/other.ts': catalogue('A_CODE')['server/src/problems/some.ts'] }
  expect(faultsOf({ ...catalogue('A_CODE'), ...again, ...pages('A_CODE') })).toEqual([expect.stringContaining('A_CODE stands in two lists')])
})
