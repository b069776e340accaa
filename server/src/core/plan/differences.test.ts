import { expect, test } from 'vitest'
import { defaultPolicy } from '../policy-words.js'
import { buildPlan } from './build-plan.js'
import { planDifferences } from './differences.js'
import { downloadFact, downloadWant, factsOf, installWant, openProbe, packFact, place, posix, sha, shelved } from './testing/build-facts.js'

const want = downloadWant('a.safetensors')
const pack = installWant('foo')
const plan = (facts: Partial<Parameters<typeof factsOf>[2]> = {}, more: Parameters<typeof downloadFact>[2] = {}) => buildPlan([want], factsOf(posix, [[want, downloadFact(posix, want, more)]], facts), defaultPolicy)

test('the same wants of another plan id differ in nothing', () => {
  expect(planDifferences(plan(), plan({ plan: '01JZZZZZZZZZZZZZZZZZZZZZZZ' }))).toEqual([])
})

test('what a person would want to know before approving again', () => {
  const withPack = buildPlan([want, pack], factsOf(posix, [[want, downloadFact(posix, want)], [pack, packFact(posix, 'foo')]]), defaultPolicy)
  expect(planDifferences(plan(), withPack)).toEqual(['New in the plan: Install foo 1.2.0.', 'New in the plan: Restart ComfyUI (you do it).', 'ComfyUI would have to be restarted.'])
  expect(planDifferences(withPack, plan())[0]).toBe('No longer in the plan: Install foo 1.2.0.')
  const later = buildPlan([want, pack], factsOf(posix, [[want, downloadFact(posix, want)], [pack, packFact(posix, 'foo', { pack: shelved('foo', { shelf: sha('4') }) })]]), defaultPolicy)
  expect(planDifferences(withPack, later)).toEqual(['Done differently: Install foo 1.2.0.'])
  expect(planDifferences(plan(), plan({}, { probe: { ...openProbe, size: 3_000_000_000, hosts: ['other.example.org'] } }))).toEqual([
    expect.stringMatching(/^Done differently: Download a\.safetensors into loras \(.*3\.0 GB\)/),
    'It would fetch 3.0 GB instead of 2.0 GB.',
    'It would ask further hosts: other.example.org.',
  ])
  expect(planDifferences(plan(), plan({ policy: { digest: sha('1'), path: 'x' } }))).toEqual(['The policy changed.'])
  expect(planDifferences(plan(), plan({ workflow: null }))).toContain('The workflow is another one now.')
})

test('a fact of the disk that is another one now', () => {
  const before = plan()
  const now = { ...before, preconditions: [{ of: 'path', path: place(`${posix.models}/loras/a.safetensors`).path, stamp: { is: 'file', size: 5, modifiedMs: 1 } } as const] }
  expect(planDifferences(before, now)).toEqual([`${posix.models}/loras/a.safetensors is there now.`])
})
