import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startChild } from '../testing/child.js'
import { type TempTree, tempTree } from '../testing/temp-tree.js'
import { createApprovals } from './approvals.js'
import { makeNonce } from './token.js'

const plan = '01ARYZ6S415555555555555555'
const other = '01ARYZ6S416666666666666666'
const digest = `sha256:${'a'.repeat(64)}`
const changed = `sha256:${'b'.repeat(64)}`
const of = { plan, digest, version: 1 }
const wish = { ...of, operator: 'cli', ticks: ['licence:a'], keepForTerminal: false }

let tree: TempTree
let at = Date.UTC(2026, 0, 31, 12)
const open = () => createApprovals(tree.root, { now: () => at, randomBytes })
beforeEach(async () => {
  at = Date.UTC(2026, 0, 31, 12)
  tree = await tempTree()
})
afterEach(() => tree[Symbol.asyncDispose]())

describe('an approval', () => {
  it('is spent once, by whoever was given it, and told with its nonce masked', async () => {
    const { token, expiresAt } = await open().mint(wish)
    expect(token).toMatch(/^approve:01ARYZ6S415555555555555555:[A-Z2-7]{32}$/)
    expect(expiresAt).toBe('2026-01-31T12:30:00.000Z')
    expect(await open().spend(token, of)).toEqual({ ok: true, masked: `approve:${plan}:***`, operator: 'cli', ticks: ['licence:a'] })
    expect(await open().spend(token, of)).toEqual({ ok: false, state: 'token-used' })
  })

  it('is kept as its SHA-256 alone, for this user', async () => {
    const { token } = await open().mint(wish)
    const [name = ''] = await readdir(tree.at('approvals'))
    const text = await readFile(tree.at('approvals', name), 'utf8')
    expect(`${name}${text}`).not.toContain(token.split(':')[2])
    expect(JSON.parse(text)).toEqual({
      nonce_sha256: createHash('sha256').update(token.split(':')[2]!).digest('hex'),
      plan,
      plan_hash: digest,
      version: 1,
      issued_at: '2026-01-31T12:00:00.000Z',
      expires_at: '2026-01-31T12:30:00.000Z',
      operator: 'cli',
      ticks: ['licence:a'],
    })
    if (process.platform === 'win32') return
    expect((await stat(tree.at('approvals'))).mode & 0o777).toBe(0o700)
    expect((await stat(tree.at('approvals', name))).mode & 0o777).toBe(0o600)
  })

  it('is drawn from 160 bits, written as RFC 4648 has it', () => {
    expect(makeNonce(() => Buffer.from('foobarfoobarfoobarfo'))).toBe('MZXW6YTBOJTG633CMFZGM33PMJQXEZTP')
    expect(makeNonce(() => new Uint8Array(20))).toBe('A'.repeat(32))
    expect(makeNonce(() => new Uint8Array(20).fill(255))).toBe('7'.repeat(32))
  })
})

describe('the matrix of refusals', () => {
  const states = async (changeIt: (token: string) => { token: string | null; of?: typeof of } | Promise<{ token: string | null; of?: typeof of }>) => {
    const { token } = await open().mint(wish)
    const asked = await changeIt(token)
    const answer = await open().spend(asked.token, asked.of ?? of)
    return answer.ok ? 'ok' : answer.state
  }

  it.each([
    ['none', () => ({ token: null }), 'token-missing'],
    ['empty', () => ({ token: '' }), 'token-missing'],
    ['one never given', () => ({ token: `approve:${plan}:${'A'.repeat(32)}` }), 'token-unknown'],
    ['the short form', () => ({ token: `approve:${plan}` }), 'token-unknown'],
    ['a wrong last letter', (token: string) => ({ token: token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A') }), 'token-unknown'],
    ['a letter more', (token: string) => ({ token: `${token}A` }), 'token-unknown'],
    ['small letters', (token: string) => ({ token: token.toLowerCase() }), 'token-unknown'],
    ['a newline behind', (token: string) => ({ token: `${token}\n` }), 'token-unknown'],
    ['a path', () => ({ token: `approve:../../${plan}:${'A'.repeat(32)}` }), 'token-unknown'],
    ['a long one', () => ({ token: `approve:${plan}:${'A'.repeat(1_000_000)}` }), 'token-unknown'],
    ['for another plan', (token: string) => ({ token, of: { ...of, plan: other } }), 'plan-changed'],
    ['renamed to another plan', (token: string) => ({ token: token.replace(plan, other), of: { ...of, plan: other } }), 'token-unknown'],
    ['after the plan changed', (token: string) => ({ token, of: { ...of, digest: changed } }), 'plan-changed'],
    ['of another version', (token: string) => ({ token, of: { ...of, version: 2 } }), 'plan-changed'],
    ['at its last moment', (token: string) => ((at += 1800_000), { token }), 'ok'],
    ['a second after 30 minutes', (token: string) => ((at += 1801_000), { token }), 'token-expired'],
    ['before it was given', (token: string) => ((at -= 1000), { token }), 'token-expired'],
    ['used', async (token: string) => (await open().spend(token, of), { token }), 'token-used'],
    ['used, then too late', async (token: string) => (await open().spend(token, of), (at += 1801_000), { token }), 'token-used'],
    ['revoked', async (token: string) => (await open().revoke(plan), { token }), 'token-unknown'],
    ['as it should be', (token: string) => ({ token }), 'ok'],
  ])('%s', async (_, change, state) => {
    expect(await states(change)).toBe(state)
  })

  it('a refusal spends nothing', async () => {
    const { token } = await open().mint(wish)
    for (const asked of [{ ...of, digest: changed }, { ...of, plan: other }, { ...of, version: 2 }]) expect((await open().spend(token, asked)).ok).toBe(false)
    expect((await open().spend(token, of)).ok).toBe(true)
  })

  it('one whose file was changed by hand counts for nothing', async () => {
    const { token } = await open().mint(wish)
    const [name = ''] = await readdir(tree.at('approvals'))
    const path = tree.at('approvals', name)
    const text = await readFile(path, 'utf8')
    for (const broken of ['', '{', text.slice(0, 50), text.replace(plan, other), text.replace(/[0-9a-f]{64}/, 'c'.repeat(64))]) {
      await writeFile(path, broken)
      expect(await open().spend(token, of)).toEqual({ ok: false, state: 'token-unknown' })
    }
    await writeFile(path, text.replace(digest, changed))
    expect(await open().spend(token, of)).toEqual({ ok: false, state: 'plan-changed' })
  })
})

describe('several', () => {
  it('at once in one process: one is let through', async () => {
    const { token } = await open().mint(wish)
    const answers = await Promise.all(Array.from({ length: 20 }, () => open().spend(token, of)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && answer.state === 'token-used')).toHaveLength(19)
  })

  it('processes: one is let through, and a replay from another one is refused', { timeout: 60_000 }, async () => {
    at = Date.now()
    for (let round = 0; round < 5; round += 1) {
      const { token } = await open().mint(wish)
      const spend = (moment: number) => startChild(new URL('./testing/spend-token.ts', import.meta.url), [tree.root, token, plan, digest, String(moment)]).line()
      const moment = Date.now() + 700
      expect((await Promise.all([spend(moment), spend(moment), spend(moment)])).sort()).toEqual(['ok', 'token-used', 'token-used'])
      expect(await spend(0)).toBe('token-used')
    }
  })

  it('for one plan hold each by itself; revoking ends them all, of this plan alone', async () => {
    const [one, two, three] = [await open().mint(wish), await open().mint(wish), await open().mint({ ...wish, plan: other })]
    expect((await open().spend(one.token, of)).ok).toBe(true)
    await open().revoke(plan)
    expect(await open().spend(two.token, of)).toEqual({ ok: false, state: 'token-unknown' })
    expect((await open().spend(three.token, { ...of, plan: other })).ok).toBe(true)
    await open().revoke(plan)
    await open().revoke('../x')
  })
})

describe("the terminal's own", () => {
  it('is kept until it is spent', async () => {
    expect(await open().ofTerminal(plan)).toBeNull()
    const { token } = await open().mint({ ...wish, keepForTerminal: true })
    expect(await open().ofTerminal(plan)).toBe(token)
    expect(await open().ofTerminal(other)).toBeNull()
    expect(await open().ofTerminal('../../etc')).toBeNull()
    if (process.platform !== 'win32') expect((await stat(tree.at('approvals', `${plan}.terminal`))).mode & 0o777).toBe(0o600)
    const page = await open().mint(wish)
    expect((await open().spend(page.token, of)).ok).toBe(true)
    expect(await open().ofTerminal(plan)).toBe(token)
    expect((await open().spend(token, of)).ok).toBe(true)
    expect(await open().ofTerminal(plan)).toBeNull()
    expect((await readdir(tree.at('approvals'))).some((name) => name.endsWith('.terminal'))).toBe(false)
  })

  it('goes when it is revoked, and when a crash left it after it was spent', async () => {
    await open().mint({ ...wish, keepForTerminal: true })
    await open().revoke(plan)
    expect(await open().ofTerminal(plan)).toBeNull()
    const { token } = await open().mint({ ...wish, keepForTerminal: true })
    await rename(tree.at('approvals', `${plan}.terminal`), tree.at('kept'))
    await open().spend(token, of)
    await rename(tree.at('kept'), tree.at('approvals', `${plan}.terminal`))
    expect(await open().ofTerminal(plan)).toBeNull()
    expect((await readdir(tree.at('approvals'))).some((name) => name.endsWith('.terminal'))).toBe(false)
  })
})

it('forgets what is long over', async () => {
  const { token } = await open().mint(wish)
  await open().spend(token, of)
  at += 29 * 86_400_000
  await open().mint(wish)
  expect(await open().spend(token, of)).toEqual({ ok: false, state: 'token-used' })
  at += 2 * 86_400_000
  await open().mint(wish)
  expect(await open().spend(token, of)).toEqual({ ok: false, state: 'token-unknown' })
  expect(await readdir(tree.at('approvals'))).toHaveLength(2)
})

it('says what stands in the way', async () => {
  await writeFile(tree.at('approvals'), '')
  await expect(open().mint(wish)).rejects.toMatchObject({ problem: { code: 'STATE_FOLDER_UNUSABLE' } })
  await expect(open().mint({ ...wish, plan: '../x' })).rejects.toMatchObject({ problem: { code: 'PLAN_NOT_FOUND' } })
})
