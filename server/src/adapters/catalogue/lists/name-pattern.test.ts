import { expect, it } from 'vitest'
import { matcherOf } from './name-pattern.js'

it.each([
  ['\\(BillBum\\)$', 'X (BillBum)', 'X (BillBum) y'],
  ['^DF_', 'DF_x', 'x DF_'],
  ['(Gallery-dl|Yt-dlp|Web.*Scraper)', 'a Web big Scraper', 'Web'],
  ['^\\[Comfy3D\\]', '[Comfy3D] x', 'Comfy3D'],
  ['MiniMax.*BMO|BMO.*MiniMax', 'BMO MiniMax', 'BMO'],
  ['(^(Prompts|Anything) Everywhere|Simple String)', 'Anything Everywhere3', 'An Anything Everywhere'],
  ['^🤖 Leon', '🤖 Leon x', 'Leon'],
  ['\\-dash', 'a-dash', 'dash'],
])('%s', (pattern, yes, no) => {
  const matches = matcherOf(pattern)
  expect([matches?.(yes), matches?.(no), matches?.(`${yes}${'x'.repeat(500)}`)]).toEqual([true, false, false])
})

it.each(['', '(a+)+$', '(a|a)*b', '(x{1,9}){1,9}', '.*.*.*.*x', '(a)\\1', '((', 'a'.repeat(2000)])(
  '%j is no test',
  (pattern) => {
    expect(matcherOf(pattern)).toBeNull()
  },
)
