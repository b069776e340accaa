import { expect, it } from 'vitest'
import { clauseOf } from './words.js'

it.each([
  ['Installation failed:\n no space.\r\n', 'Installation failed: no space'],
  ['<h1>500</h1><script>x</script> Server', '500 x Server'],
  ['\u001b[31mred\u202Etxt', '[31mred txt'],
  ['   ', null],
  [17, null],
  [undefined, null],
])('%j is one plain clause', (text, clause) => {
  expect(clauseOf(text)).toBe(clause)
})

it('is never long', () => {
  expect(clauseOf('😀'.repeat(100_000))?.length).toBeLessThanOrEqual(200)
})
