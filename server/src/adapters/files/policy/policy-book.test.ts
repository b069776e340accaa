import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../../core/plan/canonical-json.js'
import { defaultPolicy, policyRules } from '../../../core/policy-words.js'
import { tempTree } from '../testing/temp-tree.js'
import { createPolicyBook, writeDefaultPolicy } from './policy-book.js'
import { readPolicyLines } from './policy-lines.js'

const sha256 = (text: string): string => `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`

test('without a file the defaults hold, and none is written', async () => {
  await using files = await tempTree()
  const { policy, digest, path, problems } = await createPolicyBook(files.root).read()
  expect([policy, problems, path]).toEqual([defaultPolicy, [], files.at('policy.yaml')])
  expect(digest).toBe(sha256(canonicalJson(defaultPolicy)))
  expect(await readdir(files.root)).toEqual([])
})

test('what is offered reads as the defaults, is written once and never over another', async () => {
  await using files = await tempTree()
  expect(await writeDefaultPolicy(files.at('new 模型'))).toBe(true)
  const text = await readFile(files.at('new 模型', 'policy.yaml'), 'utf8')
  for (const rule of Object.values(policyRules)) expect(text).toMatch(new RegExp(`^# .*\\n${rule}:`, 'm'))
  expect(await createPolicyBook(files.at('new 模型')).read()).toMatchObject({ policy: defaultPolicy, problems: [] })
  if (process.platform !== 'win32') expect((await stat(files.at('new 模型', 'policy.yaml'))).mode & 0o777).toBe(0o600)
  await files.add({ 'policy.yaml': 'mine: 1\n' })
  expect(await writeDefaultPolicy(files.root)).toBe(false)
  expect(await readFile(files.at('policy.yaml'), 'utf8')).toBe('mine: 1\n')
})

test('every rule, with CRLF, a byte order mark, comments and lists of either kind', async () => {
  const lines = [
    '\uFEFF# правила 規則', 'max_concurrent_downloads: 4', 'allowed_sources: [huggingface, CivitAI]', 'hosts:', '- Models.Example.org:8443', '- xn--bcher-kva.example', '',
    'max_file_bytes: 20 GB', 'max_total_bytes: 1.5 GiB # всё', 'licence_allow:', '  - MIT', '  - CC-BY-4.0', 'plain_formats: [.safetensors]', 'protected_packages: ["torch*", numpy]', 'cool_down_days: 0', 'install_with: manager',
  ]
  await using files = await tempTree({ 'policy.yaml': lines.join('\r\n') })
  const { policy, problems, digest } = await createPolicyBook(files.root).read()
  expect(problems).toEqual([])
  expect(policy).toEqual({
    maxConcurrentDownloads: 4, allowedSources: ['civitai', 'huggingface'], hosts: ['models.example.org:8443', 'xn--bcher-kva.example'], maxFileBytes: 20_000_000_000, maxTotalBytes: 1_610_612_736,
    licenceAllow: ['cc-by-4.0', 'mit'], plainFormats: ['.safetensors'], protectedPackages: ['numpy', 'torch*'], coolDownDays: 0, installWith: 'manager',
  })
  await files.add({ 'policy.yaml': [...lines].reverse().filter((line) => !/^[#\s-]|^\uFEFF|^hosts|^licence/.test(line)).concat('hosts: [xn--bcher-kva.example, models.example.org:8443]', 'license_allow: [CC-BY-4.0, MIT]').join('\n') })
  expect((await createPolicyBook(files.root).read()).digest).toBe(digest)
})

describe('one bad line spoils its own rule alone', () => {
  test.each([
    ['max_concurrent_downloads: 0', 'max_concurrent_downloads'],
    ['max_concurrent_downloads: 2.5', 'max_concurrent_downloads'],
    ['max_concurrent_downloads: many', 'max_concurrent_downloads'],
    ['allowed_sources: [huggingface, everything]', 'allowed_sources'],
    ['allowed_sources: {a: b}', 'allowed_sources'],
    ['hosts: ["https://example.org/"]', 'hosts'],
    ['hosts: ["*"]', 'hosts'],
    ['hosts: [a..b]', 'hosts'],
    ['max_file_bytes: 20 bananas', 'max_file_bytes'],
    ['max_file_bytes: -5', 'max_file_bytes'],
    ['max_file_bytes: 0 GB', 'max_file_bytes'],
    ['plain_formats: [safetensors]', 'plain_formats'],
    ['protected_packages: ["*"]', 'protected_packages'],
    ['cool_down_days: 400', 'cool_down_days'],
    ['install_with: pip', 'install_with'],
    ['hosts: [unclosed', 'hosts'],
    ['hosts: &a [*a]', 'hosts'],
    ['no_such_rule: 1', undefined],
    ['__proto__: {polluted: true}', undefined],
    ['just words', undefined],
  ])('%s', async (bad, rule) => {
    const before = bad.startsWith('cool') ? '# 3' : 'cool_down_days: 3'
    await using files = await tempTree({ 'policy.yaml': `${before}\n${bad}\nmax_total_bytes: 1 TB\n` })
    const { policy, problems } = await createPolicyBook(files.root).read()
    expect(problems).toMatchObject([{ code: 'POLICY_LINE_UNREADABLE' }])
    expect(problems[0]?.message).toContain('line 2')
    if (rule !== undefined) expect(problems[0]?.hint).toContain(rule)
    expect(policy).toEqual({ ...defaultPolicy, maxTotalBytes: 1_000_000_000_000, coolDownDays: bad.startsWith('cool') ? 7 : 3 })
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  test('a rule that stands there twice has its default', () => {
    const { said, faults } = readPolicyLines('license_allow: [mit]\nlicence_allow: [gpl-3.0]\n')
    expect([said, faults]).toEqual([{}, [{ line: 2, because: 'license_allow stands there twice', rule: 'license_allow' }]])
  })
})

test('a folder, or a file that is too large, is told, and the defaults hold', async () => {
  await using files = await tempTree()
  await mkdir(files.at('policy.yaml'))
  expect(await createPolicyBook(files.root).read()).toMatchObject({ policy: defaultPolicy, problems: [{ code: 'POLICY_LINE_UNREADABLE' }] })
  await using large = await tempTree({ 'policy.yaml': `# ${'x'.repeat(300_000)}` })
  expect(await createPolicyBook(large.root).read()).toMatchObject({ policy: defaultPolicy, problems: [{ message: expect.stringContaining('too large') }] })
})

test('whatever the text, there is a whole policy', () => {
  const piece = fc.oneof(fc.constantFrom(...Object.values(policyRules).map((rule) => `${rule}: `), '- ', '\n', '\r\n', '  ', '&a', '*a', '!!js ', '{', '[', '"', '1', 'mit', '#', '\uFEFF'), fc.string())
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const { said } = readPolicyLines(pieces.join(''))
      const policy = { ...defaultPolicy, ...said }
      expect([policy.maxConcurrentDownloads >= 1, Array.isArray(policy.hosts), policy.licenceAllow.every((one) => typeof one === 'string')]).toEqual([true, true, true])
    }),
    { numRuns: 1000 },
  )
})
