import type { Decision, ModelDecision, PackDecision } from '@greenlight/shared/decisions'
import { describe, expect, it } from 'vitest'
import type { DecisionBook } from '../../ports.js'

const everywhere = { everywhere: true } as const

export function packDecision(type: string, more: Partial<PackDecision> = {}): PackDecision {
  return { about: 'node-type', scope: everywhere, type, id: 'some-pack', repository: null, ...more }
}

export function modelDecision(name: string, more: Partial<ModelDecision> = {}): ModelDecision {
  return { about: 'model', scope: everywhere, name, directory: 'loras', use: { widgetValue: `my/${name}` }, ...more }
}

/** What every book of decisions must do, whatever keeps it. `create` answers an empty one. */
export function describeDecisionBook(name: string, create: () => Promise<DecisionBook>): void {
  describe(`${name}: decisions`, () => {
    it('are none at first', async () => {
      expect(await (await create()).read()).toEqual({ decisions: [], problems: [] })
    })

    it('come back as they were, sorted', async () => {
      const book = await create()
      const workflow = { workflow: '151410b3-7845-4561-aac4-8968574e9ba2' }
      await book.remember([modelDecision('b.safetensors'), packDecision('Z', { repository: 'https://github.com/a/b', id: null, title: 'A: "pack" #1' })])
      await book.remember([packDecision('A', { scope: workflow }), modelDecision('a.ckpt', { directory: null, use: { url: 'https://example.com/a?b=c#d' } })])
      const { decisions, problems } = await book.read()
      expect(problems).toEqual([])
      expect(decisions).toEqual([
        packDecision('Z', { repository: 'https://github.com/a/b', id: null, title: 'A: "pack" #1' }),
        modelDecision('a.ckpt', { directory: null, use: { url: 'https://example.com/a?b=c#d' } }),
        modelDecision('b.safetensors'),
        packDecision('A', { scope: workflow }),
      ])
    })

    it('take the place of an earlier one on the same scope and subject, and of no other', async () => {
      const book = await create()
      const here = { workflow: 'one.json' }
      await book.remember([packDecision('A'), packDecision('A', { scope: here }), modelDecision('A'), modelDecision('A', { directory: 'vae' }), modelDecision('A', { directory: null })])
      await book.remember([packDecision('A', { id: 'other' }), modelDecision('A', { use: { url: 'https://example.com/x' } })])
      expect((await book.read()).decisions).toEqual([
        packDecision('A', { id: 'other' }),
        modelDecision('A', { directory: null }),
        modelDecision('A', { use: { url: 'https://example.com/x' } }),
        modelDecision('A', { directory: 'vae' }),
        packDecision('A', { scope: here }),
      ])
    })

    it('count as the last says where one call has two', async () => {
      const book = await create()
      await book.remember([packDecision('A'), packDecision('A', { id: 'last' })])
      expect((await book.read()).decisions).toEqual([packDecision('A', { id: 'last' })])
    })

    it('are forgotten by scope and subject alone', async () => {
      const book = await create()
      const here = { workflow: 'one.json' }
      await book.remember([packDecision('A'), packDecision('A', { scope: here }), modelDecision('A')])
      expect(await book.forget(packDecision('A', { id: 'whatever', scope: here }))).toBe(true)
      expect(await book.forget(packDecision('A', { scope: here }))).toBe(false)
      expect(await book.forget(modelDecision('A', { directory: 'vae' }))).toBe(false)
      expect((await book.read()).decisions).toEqual([packDecision('A'), modelDecision('A')])
    })

    it.each(['__proto__', 'constructor', 'toString', '模型 «кот» 😀', 'null', 'true', '1.0', '~', '- a', 'a: b', '# no comment', ' space ', 'two\nlines', '"quoted"', "it's", '*alias', '&anchor', '!tag', '{a}', '[b]', '%', '@x', '`y`', '|', '>', '?', ',', 'x'.repeat(300), '\u0000\u001b', '\u2028', 'ends\\'])(
      'are about any name: %j',
      async (text) => {
        const book = await create()
        const all: Decision[] = [packDecision(text, { id: text, title: text }), modelDecision(text, { directory: text, use: { widgetValue: text } }), packDecision('T', { scope: { workflow: text } })]
        await book.remember(all)
        expect(await book.read()).toEqual({ decisions: all, problems: [] })
        expect(await book.forget(packDecision('T', { scope: { workflow: text } }))).toBe(true)
        expect(await book.forget(packDecision(text))).toBe(true)
        expect((await book.read()).decisions).toHaveLength(1)
      },
    )

    it('of many callers at once are all kept', async () => {
      const book = await create()
      await Promise.all(Array.from({ length: 20 }, (_, at) => book.remember([packDecision(`T${at}`)])))
      expect((await book.read()).decisions).toHaveLength(20)
    })
  })
}
