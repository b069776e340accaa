import { mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { modelDecision, packDecision } from '../../../core/testing/contract/decision-book.contract.js'
import { tempTree } from '../testing/temp-tree.js'
import { createDecisionBook } from './decision-book.js'

const lock = '.decisions.yaml.lock'
const code = (work: Promise<unknown>) => work.then(() => 'done', (error: unknown) => (typeof error === 'object' && error !== null && 'problem' in error ? error.problem : error))

describe('the file of decisions', () => {
  it('is the person’s alone, whole at any time, and nothing is left beside it', async () => {
    await using tree = await tempTree()
    const book = createDecisionBook(tree.root)
    await book.remember([packDecision('A')])
    expect(await readdir(tree.root)).toEqual(['decisions.yaml'])
    if (process.platform !== 'win32') expect((await stat(tree.at('decisions.yaml'))).mode & 0o777).toBe(0o600)
  })

  it('is read anew when the person has edited it', async () => {
    await using tree = await tempTree()
    const book = createDecisionBook(tree.root)
    await book.remember([packDecision('A')])
    expect((await book.read()).decisions).toHaveLength(1)
    const path = tree.at('decisions.yaml')
    await writeFile(path, (await readFile(path, 'utf8')).replace('type: A', 'type: B'))
    await utimes(path, new Date(), new Date(Date.now() + 5000))
    expect((await book.read()).decisions).toEqual([packDecision('B')])
  })

  it('tells bad entries with their line, reads the others, and writes around them', async () => {
    await using tree = await tempTree({ 'decisions.yaml': 'everywhere:\n  - type: A\n  - type: B\n    id: b\n' })
    const book = createDecisionBook(tree.root)
    expect(await book.read()).toMatchObject({ decisions: [{ type: 'B' }], problems: [{ code: 'DECISIONS_UNREADABLE', message: expect.stringMatching(/line 2: it names no pack/) }] })
    await book.remember([modelDecision('m')])
    expect(await readFile(tree.at('decisions.yaml'), 'utf8')).toContain('  - type: A\n  - type: B\n    id: b\n  - model: m\n')
  })

  it.each([
    ['is not well-formed', 'everywhere:\n  - type: "A\n'],
    ['is larger than 1 MiB', `# ${'x'.repeat(1024 * 1024)}\n`],
  ])('is left alone where it %s', async (_what, text) => {
    await using tree = await tempTree({ 'decisions.yaml': text })
    const book = createDecisionBook(tree.root)
    expect((await book.read()).problems[0]?.code).toBe('DECISIONS_UNREADABLE')
    expect(await code(book.remember([packDecision('A')]))).toMatchObject({ code: 'DECISIONS_UNWRITABLE' })
    expect(await readFile(tree.at('decisions.yaml'), 'utf8')).toBe(text)
    expect(await readdir(tree.root)).toEqual(['decisions.yaml'])
  })

  it('does not grow above 1 MiB', async () => {
    await using tree = await tempTree()
    const book = createDecisionBook(tree.root)
    const many = Array.from({ length: 1100 }, (_, at) => modelDecision(`${at} ${'x'.repeat(980)}`))
    expect(await code(book.remember(many))).toMatchObject({ code: 'DECISIONS_UNWRITABLE', message: expect.stringContaining('1 MiB') })
    expect(await book.read()).toEqual({ decisions: [], problems: [] })
  })

  it('holds even half a letter', async () => {
    await using tree = await tempTree()
    const half = packDecision('half \ud800', { scope: { workflow: '\udc00.json' } })
    await createDecisionBook(tree.root).remember([half])
    expect((await createDecisionBook(tree.root).read()).decisions).toEqual([half])
  })

  it('stays a link to the file that a team shares', async () => {
    await using tree = await tempTree({ 'team/decisions.yaml': '# ours\n', 'state/': '' })
    await symlink(tree.at('team', 'decisions.yaml'), tree.at('state', 'decisions.yaml'))
    await createDecisionBook(tree.at('state')).remember([packDecision('A')])
    expect(await readFile(tree.at('team', 'decisions.yaml'), 'utf8')).toMatch(/^# ours|\n# ours/)
    expect(await readdir(tree.at('team'))).toEqual(['decisions.yaml'])
  })

  it('that cannot be opened is a problem', async () => {
    await using tree = await tempTree()
    await mkdir(tree.at('decisions.yaml'))
    const book = createDecisionBook(tree.root)
    expect((await book.read()).problems).toMatchObject([{ code: 'DECISIONS_UNREADABLE' }])
    expect(await code(book.remember([packDecision('A')]))).toMatchObject({ code: 'DECISIONS_UNWRITABLE' })
  })

  it('where no folder can be, says so', async () => {
    await using tree = await tempTree({ state: 'a file' })
    expect(await code(createDecisionBook(tree.at('state')).remember([packDecision('A')]))).toMatchObject({ code: 'DECISIONS_UNWRITABLE' })
  })
})

describe('several writers', () => {
  it('lose nothing of each other', async () => {
    await using tree = await tempTree()
    const books = Array.from({ length: 6 }, () => createDecisionBook(tree.root))
    await Promise.all(books.flatMap((book, at) => [0, 1, 2].map((one) => book.remember([packDecision(`T${at} ${one}`)]))))
    expect((await createDecisionBook(tree.root).read()).decisions).toHaveLength(18)
    expect(await readdir(tree.root)).toEqual(['decisions.yaml'])
  })

  it.each([
    ['whose process is gone', { pid: 2 ** 22 + 1, host: hostname() }, 0],
    ['of long ago', { pid: process.pid, host: 'another machine' }, 60],
    ['that was never written', '', 60],
  ])('pass a lock %s', async (_what, holder, seconds) => {
    await using tree = await tempTree({ [lock]: typeof holder === 'string' ? holder : JSON.stringify({ ...holder, token: 'x' }) })
    const when = new Date(Date.now() - seconds * 1000)
    await utimes(join(tree.root, lock), when, when)
    await Promise.all([createDecisionBook(tree.root).remember([packDecision('A')]), createDecisionBook(tree.root).remember([packDecision('B')])])
    expect((await createDecisionBook(tree.root).read()).decisions).toHaveLength(2)
    expect(await readdir(tree.root)).toEqual(['decisions.yaml'])
  })

  it('wait for one that is at work, and give up after a while', { timeout: 15_000 }, async () => {
    await using tree = await tempTree({ [lock]: JSON.stringify({ pid: process.pid, host: hostname(), token: 'x' }) })
    expect(await code(createDecisionBook(tree.root).remember([packDecision('A')]))).toMatchObject({ code: 'DECISIONS_UNWRITABLE', message: expect.stringContaining('another process') })
    expect(await readdir(tree.root)).toEqual([lock])
  })
})
