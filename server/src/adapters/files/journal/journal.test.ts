import { appendFile, open, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { redact } from '../../../core/redact/redact.js'
import { type TempTree, tempTree } from '../testing/temp-tree.js'
import { createJournal } from './journal.js'
import { entry } from './testing/entries.js'

const plan = '01ARYZ6S415555555555555555'
let tree: TempTree | null = null
afterEach(() => tree?.[Symbol.asyncDispose]())

async function journalOf(lines = 0) {
  tree = await tempTree()
  const state = tree.root
  const make = () => createJournal(state, { now: () => Date.UTC(2026, 0, 31, 12), redact: (value) => redact(value, ['CANARY']) })
  const journal = make()
  for (let at = 1; at <= lines; at += 1) await journal.append(entry(`line ${at}`, at % 2 === 0 ? plan : null))
  const path = tree.at('journal', 'journal.jsonl')
  return { make, journal, path, text: () => readFile(path, 'utf8'), audit: () => readFile(`${state}/journal/audit.log`, 'utf8') }
}

const damaged = (line: number) => expect.objectContaining({ problem: expect.objectContaining({ code: 'JOURNAL_DAMAGED', message: expect.stringContaining(`line ${line}:`) }) })

describe('appends', () => {
  it('one line each, in the order of its fields, chained', async () => {
    const { journal, text } = await journalOf()
    const made = await Promise.all(['a', 'b', 'c'].map((note) => journal.append(entry(note, plan))))
    const lines = (await text()).split('\n')
    expect(lines.pop()).toBe('')
    expect(lines.map((line) => JSON.parse(line))).toEqual(made)
    expect(Object.keys(JSON.parse(lines[0]!))).toEqual(['seq', 'ts', 'actor', 'action_type', 'plan_id', 'inputs', 'outputs', 'pre_exists', 'post_exists', 'prev'])
    expect(made.map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect(made[0]).toMatchObject({ ts: '2026-01-31T12:00:00.000Z', prev: `sha256:${'0'.repeat(64)}` })
    expect(made[1]!.prev).toBe(`sha256:${createHash('sha256').update(lines[0]!).digest('hex')}`)
    expect(await journal.verify()).toEqual({ lines: 3, torn: 0, damaged: null })
  })

  it('goes on where another one left it, also when two take turns', async () => {
    const { journal, make, text } = await journalOf(2)
    const other = make()
    await other.append({ ...entry('other'), compensates: 1 })
    await journal.append(entry('again'))
    await Promise.all([1, 2, 3, 4, 5, 6].map((at) => (at % 2 === 0 ? journal : other).append(entry(`${at}`))))
    expect(await make().verify()).toEqual({ lines: 10, torn: 0, damaged: null })
    expect((await text()).split('\n')[2]).toContain('"compensates":1')
  })

  it('nothing secret, and says so on one line for people', async () => {
    const { journal, text, audit } = await journalOf()
    const line = await journal.append({ ...entry('x', plan), inputs: { url: 'https://h/?token=CANARY&a=CANARY', name: 'two\nlines\u001b[31m\u202e' } })
    expect(line.inputs.url).toBe('https://h/?token=***&a=***')
    expect(`${await text()}${await audit()}`).not.toContain('CANARY')
    expect(await audit()).toBe(
      `2026-01-31T12:00:00.000Z #1 cli model.add plan ${plan} url=https://h/?token=***&a=*** name=two\\u000alines\\u001b[31m\\u202e -> /models/Größe 模型/x.safetensors (12 bytes)\n`,
    )
  })

  it.skipIf(process.platform === 'win32')('for this user alone', async () => {
    const { path } = await journalOf(1)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(tree!.at('journal'))).mode & 0o777).toBe(0o700)
  })

  it('says what stands in the way, and goes on when that is gone', async () => {
    tree = await tempTree({ journal: 'a file' })
    const journal = createJournal(tree.root, { now: () => 0, redact: (value) => value })
    await expect(journal.append(entry('x'))).rejects.toMatchObject({ problem: { code: 'WRITE_REFUSED' } })
    expect(await journal.read().catch(() => [])).toEqual([])
  })
})

describe('reads', () => {
  it('nothing where there is nothing', async () => {
    const { journal } = await journalOf()
    expect(await journal.read()).toEqual([])
    expect(await journal.verify()).toEqual({ lines: 0, torn: 0, damaged: null })
    expect(await readdir(tree!.root)).toEqual([])
  })

  it('by plan, after a line, the first or the last ones', async () => {
    const { journal } = await journalOf(9)
    const seqs = async (filter: Parameters<typeof journal.read>[0]) => (await journal.read(filter)).map(({ seq }) => seq)
    expect(await seqs({})).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(await seqs({ plan })).toEqual([2, 4, 6, 8])
    expect(await seqs({ after: 7 })).toEqual([8, 9])
    expect(await seqs({ after: 3, most: 2 })).toEqual([4, 5])
    expect(await seqs({ most: 2 })).toEqual([8, 9])
    expect(await seqs({ plan, most: 1 })).toEqual([8])
    expect(await seqs({ after: 9 })).toEqual([])
    expect(await seqs({ after: 0, most: 0 })).toEqual([])
  })

  it('a long one from its end, where that is enough', async () => {
    const { journal, make, path } = await journalOf(1)
    for (let at = 2; at <= 30; at += 1) await journal.append(entry('x'.repeat(20_000)))
    const far = await make().read({ after: 27 })
    expect(far.map(({ seq }) => seq)).toEqual([28, 29, 30])
    expect(await make().read({ after: 3, most: 1 })).toMatchObject([{ seq: 4 }])
    // Damage before what is read does not matter to who follows; damage in it does.
    await flip(path, (await stat(path)).size - 30_000)
    const told: unknown[] = []
    expect(await make().read({ after: 27, onDamage: (damage) => told.push(damage) })).toMatchObject([{ seq: 28 }])
    expect(told).toEqual([{ line: 29, says: expect.any(String) }])
  })
})

async function flip(path: string, at: number): Promise<void> {
  const file = await open(path, 'r+')
  const byte = Buffer.alloc(1)
  await file.read(byte, 0, 1, at)
  byte[0]! ^= 1
  await file.write(byte, 0, 1, at)
  await file.close()
}

describe('a torn last line', () => {
  it('is told, cut off by the next writer and recorded, wherever it is torn', { timeout: 60_000 }, async () => {
    const { path, make } = await journalOf(3)
    const whole = await readFile(path)
    const note = await readFile(tree!.at('journal', 'last-line.json'))
    const start = whole.lastIndexOf(10, whole.length - 2) + 1
    for (let end = start; end < whole.length; end += 1) {
      await writeFile(path, whole.subarray(0, end))
      await writeFile(tree!.at('journal', 'last-line.json'), note)
      const torn = end - start
      expect(await make().verify()).toEqual({ lines: 2, torn, damaged: null })
      expect(await readFile(path)).toEqual(whole.subarray(0, end))
      expect((await make().read()).map(({ seq }) => seq)).toEqual([1, 2])
      const next = await make().append(entry('next'))
      expect(next.seq).toBe(torn === 0 ? 3 : 4)
      const lines = await make().read()
      expect(lines).toHaveLength(next.seq)
      if (torn > 0)
        expect(lines[2]).toMatchObject({
          action_type: 'journal.cut',
          actor: 'greenlight',
          inputs: { bytes: torn, sha256: `sha256:${createHash('sha256').update(whole.subarray(start, end)).digest('hex')}` },
        })
      expect(await make().verify()).toEqual({ lines: next.seq, torn: 0, damaged: null })
    }
  })

  it('also where a crash came in the middle of recording the cut', async () => {
    const { path, make } = await journalOf(3)
    const before = await readFile(path)
    await appendFile(path, `{"seq":4,"ts":"${'x'.repeat(2000)}`)
    const torn = await readFile(path)
    await make().append(entry('next'))
    const after = await readFile(path)
    const record = after.indexOf(10, before.length) + 1 - before.length
    for (let done = 0; done <= record; done += 7) {
      await writeFile(path, Buffer.concat([after.subarray(0, before.length + done), torn.subarray(before.length + done)]))
      expect((await make().verify()).damaged).toBeNull()
      await make().append(entry('later'))
      const { damaged: none, torn: left } = await make().verify()
      expect({ none, left }).toEqual({ none: null, left: 0 })
      expect((await make().read()).filter(({ action_type }) => action_type === 'journal.cut').length).toBeGreaterThan(0)
    }
  })

  it('may have holes where a disk lost its power, and an end', async () => {
    const { path, make } = await journalOf(2)
    await appendFile(path, `${'\0'.repeat(300)}":null}\n`)
    expect(await make().verify()).toEqual({ lines: 2, torn: 308, damaged: null })
    expect((await make().append(entry('next'))).seq).toBe(4)
    expect(await make().verify()).toEqual({ lines: 4, torn: 0, damaged: null })
    await appendFile(path, `${'\0'.repeat(300)}":null}\n{"torn`)
    expect(await make().verify()).toMatchObject({ lines: 4, damaged: null })
    expect((await make().append(entry('next'))).seq).toBe(6)
  })

  it('of one line alone', async () => {
    const { path, make } = await journalOf(1)
    await writeFile(path, '{"se')
    expect((await make().append(entry('next'))).seq).toBe(2)
    expect(await make().verify()).toEqual({ lines: 2, torn: 0, damaged: null })
  })
})

describe('damage', () => {
  it('of any byte before the last line is found with its line, stops appends and hides no good line', { timeout: 60_000 }, async () => {
    const { path, make } = await journalOf(12)
    const whole = await readFile(path)
    const last = whole.lastIndexOf(10, whole.length - 2) + 1
    const places = 200
    for (let place = 0; place < places; place += 1) {
      const at = Math.floor((place * last) / places)
      const line = whole.subarray(0, at).filter((byte) => byte === 10).length + 1
      await writeFile(path, whole)
      await flip(path, at)
      const told: unknown[] = []
      const journal = make()
      expect((await journal.read({ onDamage: (damage) => told.push(damage) })).map(({ seq }) => seq)).toEqual(
        Array.from({ length: line - 1 }, (_, before) => before + 1),
      )
      expect(told).toEqual([{ line, says: expect.any(String) }])
      expect(await journal.verify()).toEqual({ lines: line - 1, torn: 0, damaged: told[0] })
      const bytes = await readFile(path)
      await expect(journal.append(entry('x'))).rejects.toEqual(damaged(line))
      expect(await readFile(path)).toEqual(bytes)
    }
  })

  it('of the last line is found too, as long as its note is there', async () => {
    const { path, make } = await journalOf(3)
    const whole = await readFile(path)
    const start = whole.lastIndexOf(10, whole.length - 2) + 1
    for (let at = start; at < whole.length - 1; at += 5) {
      await writeFile(path, whole)
      await flip(path, at)
      expect((await make().verify()).damaged?.line).toBe(3)
    }
  })

  it('is a line taken out, put in twice, moved or written by hand', async () => {
    const { path, make } = await journalOf(6)
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n')
    const damage = async (changed: readonly string[]) => {
      await writeFile(path, `${changed.join('\n')}\n`)
      return (await make().verify()).damaged?.line
    }
    expect(await damage(lines.toSpliced(2, 1))).toBe(3)
    expect(await damage(lines.toSpliced(3, 0, lines[2]!))).toBe(4)
    expect(await damage(lines.toSpliced(1, 2, lines[2]!, lines[1]!))).toBe(2)
    expect(await damage(lines.toSpliced(4, 1, lines[4]!.replace('"cli"', '"user"')))).toBe(5)
    expect(await damage(lines.toSpliced(0, 1, lines[0]!.replace('line 1', 'line X')))).toBe(1)
    expect(await damage(lines.toSpliced(3, 1, '{"seq":4}'))).toBe(4)
    expect(await damage(lines.toSpliced(3, 1, ''))).toBe(4)
    expect(await damage(lines.map((line) => `${line}\r`))).toBe(1)
  })

  it('noticed by verify stops a writer that had begun, and mended lets it go on', async () => {
    const { path, journal } = await journalOf(5)
    const whole = await readFile(path)
    await flip(path, 100)
    expect((await journal.verify()).damaged?.line).toBe(1)
    await expect(journal.append(entry('x'))).rejects.toEqual(damaged(1))
    await writeFile(path, whole)
    expect((await journal.append(entry('x'))).seq).toBe(6)
  })

  it('in a long journal: near its end each writer finds it, far from it verify does, and then no writer goes on', async () => {
    const { path, make } = await journalOf(1)
    const writer = make()
    for (let at = 2; at <= 8; at += 1) await writer.append(entry('x'.repeat(1_000_000)))
    await flip(path, (await stat(path)).size - 1_500_000)
    await expect(make().append(entry('x'))).rejects.toEqual(damaged(7))
    await flip(path, (await stat(path)).size - 1_500_000)
    await flip(path, 100)
    const journal = make()
    expect((await journal.append(entry('x'))).seq).toBe(9)
    expect((await journal.verify()).damaged?.line).toBe(1)
    await expect(journal.append(entry('x'))).rejects.toEqual(damaged(1))
    await flip(path, 100)
    expect((await journal.append(entry('x'))).seq).toBe(10)
    expect(await make().verify()).toEqual({ lines: 10, torn: 0, damaged: null })
  })

  it('is a line without end', async () => {
    const { path, make } = await journalOf(2)
    await appendFile(path, Buffer.alloc(17 * 1024 * 1024, 'x'))
    expect((await make().verify()).damaged).toEqual({ line: 3, says: 'it is no line of a journal' })
  })
})
