import { expect, it } from 'vitest'
import { problem } from '../../../problems.js'
import { leftOut } from './left-out.js'

it('names what is left out, where the problem itself does not', () => {
  expect(leftOut(problem('SOURCE_OFF', { source: 'pypi' }), 'Ink Wash', 'Python packages (webcolors>=24)')).toMatchObject({
    code: 'SOURCE_OFF',
    subject: 'Ink Wash',
    message: expect.stringMatching(/^Ink Wash is left out, as it asks for Python packages \(webcolors>=24\): .*pypi/) as unknown,
  })
  expect(leftOut(problem('SOURCE_OFF', { source: 'comfy-registry' }), 'Ink Wash').message).toMatch(/^Ink Wash is left out: .*comfy-registry/)
  expect(leftOut(problem('PACK_NOT_FOUND', { pack: 'ink-wash' }), 'ink-wash').message).not.toContain('left out')
})
