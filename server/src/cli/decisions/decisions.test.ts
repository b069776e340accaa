import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DecisionsSchema } from '@greenlight/shared/decisions'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const project = fileURLToPath(new URL('../../../../', import.meta.url))
let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'greenlight decisions ö '))
})
afterAll(() => rm(home, { recursive: true, force: true }))

/** The real command in a process of its own; `state` is a folder below this test's. */
function decisions(state: string, ...args: string[]): Promise<{ status: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile(process.execPath, ['server/bin/greenlight.mjs', 'decisions', ...args, '--data', join(home, state)], { cwd: project }, (error, out, err) => {
      done({ status: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err })
    })
  })
}
const listed = async (state: string) => v.parse(DecisionsSchema, JSON.parse((await decisions(state, 'list', '--format', 'json')).out)).decisions

describe.skipIf(!existsSync(join(project, 'server/dist/cli/decisions/decisions.js')))('greenlight decisions', () => {
  it('begins empty, remembers, lists and takes back', async () => {
    expect(await decisions('a')).toEqual({ status: 0, out: 'Nothing is remembered yet.\n', err: '' })
    expect((await decisions('a', 'remember', 'Bild «skalieren»', 'essentials')).out).toBe('Remembered: node type Bild «skalieren» -> essentials (everywhere)\n')
    await decisions('a', 'remember', 'Bild «skalieren»', 'https://github.com/a/b', '--workflow', '日の出 1.json')
    await decisions('a', 'remember', 'm.ckpt', '--use', 'xl\\m.ckpt', '--directory', 'checkpoints')
    expect(await listed('a')).toEqual([
      { about: 'node-type', scope: { everywhere: true }, type: 'Bild «skalieren»', id: 'essentials', repository: null },
      { about: 'model', scope: { everywhere: true }, name: 'm.ckpt', directory: 'checkpoints', use: { widgetValue: 'xl\\m.ckpt' } },
      { about: 'node-type', scope: { workflow: '日の出 1.json' }, type: 'Bild «skalieren»', id: null, repository: 'https://github.com/a/b' },
    ])
    const several = await decisions('a', 'forget', 'Bild «skalieren»')
    expect(several.status).toBe(2)
    expect(several.err).toContain('(in 日の出 1.json)')
    expect((await decisions('a', 'forget', 'Bild «skalieren»', '--everywhere')).status).toBe(0)
    expect((await decisions('a', 'forget', 'checkpoints/m.ckpt')).status).toBe(0)
    expect(await listed('a')).toHaveLength(1)
    expect((await decisions('a', 'forget', 'm.ckpt')).err).toContain('DECISION_NOT_FOUND')
  })

  it('hands on to others, who keep their own unless they say otherwise', async () => {
    const file = join(home, 'team.yaml')
    await decisions('b', 'remember', 'A', 'ours')
    await decisions('b', 'remember', 'B', 'ours')
    expect((await decisions('b', 'export', file)).out).toContain('2 written')
    expect((await decisions('b', 'export')).out).toBe(await readFile(file, 'utf8'))
    await decisions('c', 'remember', 'A', 'mine')
    const kept = await decisions('c', 'import', file)
    expect(kept.out.split('\n').slice(0, 3)).toEqual([
      'new       node type B -> ours (everywhere)',
      'kept      node type A -> mine (everywhere); theirs: ours',
      '1 new, 0 replaced, 1 kept, 0 the same. --replace takes theirs for node type A.',
    ])
    expect((await decisions('c', 'import', file, '--replace')).out).toContain('replaced  node type A -> ours (everywhere); was: mine')
    expect(await listed('c')).toEqual(await listed('b'))
  })

  it('takes the good entries of a bad file, and ends with 1', async () => {
    const file = join(home, 'bad.yaml')
    await writeFile(file, '\uFEFFeverywhere:\r\n  - type: A\r\n  - {type: B, id: b}\r\n')
    const { status, out, err } = await decisions('d', 'import', file)
    expect([status, out.split('\n')[0]]).toEqual([1, 'new       node type B -> b (everywhere)'])
    expect(err).toContain('line 2: it names no pack')
    expect((await decisions('d', 'import', join(home, 'nowhere.yaml'))).err).toContain('PATH_NOT_FOUND')
  })

  it('keeps what several commands remember at the same moment', async () => {
    const names = ['A', 'B', 'C', 'D', 'E']
    const ended = await Promise.all(names.map((name) => decisions('g', 'remember', name, 'pack')))
    expect(ended.map(({ status, err }) => `${status}${err}`)).toEqual(names.map(() => '0'))
    expect((await listed('g')).map((one) => (one.about === 'node-type' ? one.type : ''))).toEqual(names)
  })

  it('writes over no other file', async () => {
    const file = join(home, 'letter.txt')
    await writeFile(file, 'dear reader')
    expect(await decisions('e', 'export', file)).toMatchObject({ status: 1, err: expect.stringContaining('another file is there') })
    expect(await readFile(file, 'utf8')).toBe('dear reader')
  })

  it.each([
    [['fly'], 'decisions does not know "fly"'],
    [['import'], 'needs a FILE'],
    [['remember', 'A'], 'needs TYPE PACK'],
    [['remember', 'A', 'b', '--use', 'c'], 'for models'],
    [['remember', 'm', '--url', 'file:///etc/passwd'], 'address of the web'],
    [['remember', 'x'.repeat(301), 'b'], 'cannot be remembered'],
    [['forget', 'A', '--everywhere', '--workflow', 'b'], 'not both'],
    [['list', '--format', 'yaml'], 'yaml'],
  ])('a mistake in %j is usage', async (args, words) => {
    const { status, out, err } = await decisions('f', ...args)
    expect({ status, out }).toEqual({ status: 2, out: '' })
    expect(err).toContain(words)
  })
})
