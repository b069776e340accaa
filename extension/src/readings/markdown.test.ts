import { expect, test } from 'vitest'
import { blockedCheck, makeCheck, makeFinding } from '../dev/fixtures.js'
import { asMarkdown } from './markdown.js'

test('a report to paste', () => {
  const text = asMarkdown(blockedCheck, 'portrait.json')
  expect(text).toContain('**Will not run here yet**: 1 node pack, 1 model and 1 input are missing')
  expect(text).toContain('### Blocks')
  expect(text).toContain('- `ComfyUI_PortraitID` (4 nodes: `7`, `8`, `65:70`, `65:71`): ')
  expect(text).toContain('### Warns')
  expect(text.endsWith('\n')).toBe(true)
})

test('foreign names have no meaning in it', () => {
  const subject = '`<img src=x onerror=alert(1)>`\n# Heading'
  const check = makeCheck({ verdict: 'blocked', findings: [makeFinding({ kind: 'model-missing', subject, message: 'see [here](https://x.example) <b>', next: '*go*' })] })
  const text = asMarkdown(check, '``')
  expect(text).toContain('`` `<img src=x onerror=alert(1)>` # Heading ``')
  expect(text).toContain('\\[here\\](https://x.example) \\<b\\> \\*go\\*')
  expect(text).toContain('``` `` ```')
})
