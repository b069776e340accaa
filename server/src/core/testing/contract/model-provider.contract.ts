import { describe, expect, it } from 'vitest'
import type { ProviderAnswer, ProviderFile } from '../../ports.js'
import { expectProper, filesOf, type ProviderUnderTest } from './proper-files.js'
import { standsNonsense } from './provider-nonsense.contract.js'

/** What every provider of models must do, whatever is behind it. */
export function describeModelProvider(name: string, create: () => Promise<ProviderUnderTest>): void {
  describe(`${name}: answers`, () => answers(create))
  describe(`${name}: refusals`, () => refuses(create))
  describe(`${name}: nonsense from outside`, () => standsNonsense(create))
}

function answers(create: () => Promise<ProviderUnderTest>): void {
  it('tells the file behind an address of its own', async () => {
    await using test = await create()
    const { address, file } = test.facts
    expect(test.provider.knows(address)).toBe(true)
    const files = filesOf(await test.provider.byAddress(address))
    expect(files).toHaveLength(1)
    expect(files[0]).toMatchObject({ ...file, provider: test.provider.name, access: 'open' })
    expectProper(files)
  })

  it('gives the same answer to the same question', async () => {
    await using test = await create()
    expect(await test.provider.byAddress(test.facts.address)).toEqual(await test.provider.byAddress(test.facts.address))
  })

  it('tells that a file is not there', async () => {
    await using test = await create()
    expect(await test.provider.byAddress(test.facts.absent)).toEqual({ ok: true, files: [] })
  })

  it('finds a file by each hash that it tells, in either case, and no other', async () => {
    await using test = await create()
    const { byHash } = test.provider
    for (const [type, value] of Object.entries(test.facts.file.hashes) as [keyof ProviderFile['hashes'], string][]) {
      if (byHash === undefined) return
      for (const spelled of [value.toLowerCase(), value.toUpperCase()]) {
        expect(filesOf(await byHash({ type, value: spelled }))[0]?.name, `${type} ${spelled}`).toBe(
          test.facts.file.name,
        )
      }
      const other = (value.startsWith('0') ? '1' : '0') + value.slice(1)
      expect(await byHash({ type, value: other })).toEqual({ ok: true, files: [] })
    }
  })

  it('finds a file by its whole name only', async () => {
    await using test = await create()
    const { byName } = test.provider
    if (byName === undefined) return
    const { name } = test.facts.file
    const found = filesOf(await byName(name, null))
    expect(found.map((file) => file.name)).toContain(name)
    expect(new Set(found.map((file) => file.name))).toEqual(new Set([name]))
    expectProper(found)
    for (const near of [`x${name}`, `2${name}`]) expect(await byName(near, null), near).toEqual({ ok: true, files: [] })
  })

  it('finds files by words too, when there is no whole name', async () => {
    await using test = await create()
    const { byName } = test.provider
    if (byName === undefined) return
    const { name } = test.facts.file
    const found = filesOf(await byName(name.replace(/\.\w+$/, ''), null))
    expect(found.map((file) => file.name)).toContain(name)
    expectProper(found)
  })

  it.each([
    '',
    '.',
    '..',
    '../../x.safetensors',
    'a\0b.safetensors',
    '\u202egnp.safetensors',
    '\ud800.safetensors',
    '模型 v1.safetensors',
    'x'.repeat(5000),
    '%2e%2e',
    '?#&=',
  ])('stands odd name %#', async (odd) => {
    await using test = await create()
    if (test.provider.byName !== undefined)
      expect(await test.provider.byName(odd, 'loras/../..')).toEqual({ ok: true, files: [] })
  })
}

function refuses(create: () => Promise<ProviderUnderTest>): void {
  it('asks nothing about addresses that are not its own', async () => {
    await using test = await create()
    for (const address of [
      ...test.facts.foreign,
      '',
      'not an address',
      'file:///etc/passwd',
      'http://[::1',
      'https://127.0.0.1/x.safetensors',
      '\ud800',
    ]) {
      expect(test.provider.knows(address), address).toBe(false)
      expect(codeOf(await test.provider.byAddress(address)), address).toBe('PROVIDER_ADDRESS_UNUSABLE')
    }
    expect(test.sent()).toBe(0)
  })

  it('asks nothing while its source is off', async () => {
    await using test = await create()
    const { off, facts } = test
    expect(off.use).toBe('off')
    expect(codeOf(await off.byAddress(facts.address))).toBe('SOURCE_OFF')
    if (off.byName !== undefined) expect(codeOf(await off.byName(facts.file.name, null))).toBe('SOURCE_OFF')
    if (off.byHash !== undefined)
      expect(codeOf(await off.byHash({ type: 'sha256', value: 'a'.repeat(64) }))).toBe('SOURCE_OFF')
    expect(test.sent()).toBe(0)
  })

  it('tells when nobody answers', async () => {
    await using test = await create()
    await test.shut()
    expect(codeOf(await test.provider.byAddress(test.facts.address))).toBe('SOURCE_UNREACHABLE')
  })

  it("ends with the signal's own reason", async () => {
    await using test = await create()
    const reason = new Error('enough')
    const signal = AbortSignal.abort(reason)
    await expect(test.provider.byAddress(test.facts.address, { signal })).rejects.toBe(reason)
    await expect(test.provider.byName?.(test.facts.file.name, null, { signal }) ?? Promise.reject(reason)).rejects.toBe(
      reason,
    )
    await expect(
      test.provider.byHash?.({ type: 'sha256', value: 'a'.repeat(64) }, { signal }) ?? Promise.reject(reason),
    ).rejects.toBe(reason)
  })
}

function codeOf(answer: ProviderAnswer): string {
  return answer.ok ? `${answer.files.length} files` : answer.problem.code
}
