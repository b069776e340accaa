import { describe, expect, it } from 'vitest'
import { decideTarget, normalizeHost } from './target.js'

const none: ReadonlySet<string> = new Set()

describe('decideTarget', () => {
  it.each([
    'http://127.0.0.1:8188/object_info',
    'http://127.8.9.10',
    'http://127.1:8188',
    'http://0x7f000001:8188',
    'http://2130706433/',
    'http://LOCALHOST:8188',
    'http://[::1]:8188',
    'http://[0:0:0:0:0:0:0:1]:8188',
    'https://127.0.0.1:8443',
  ])('takes %s for loopback', (address) => {
    expect(decideTarget(address, none)).toMatchObject({ ok: true, loopback: true })
  })

  it.each([
    'http://example.org/',
    'http://127.0.0.1.example.org/',
    'http://localhost.example.org/',
    'http://127.0.0.1@example.org/',
    'http://example.org#@127.0.0.1/',
    'http://localhost./',
    'http://0.0.0.0:8188',
    'http://128.0.0.1',
    'http://[::]:8188',
    'http://[::ffff:127.0.0.1]:8188',
    'http://192.168.1.5:8188',
    'http://169.254.169.254/latest',
    'file:///etc/passwd',
    'ftp://127.0.0.1/',
    'ws://127.0.0.1/',
    'data:text/plain,127.0.0.1',
    '//127.0.0.1',
    '',
    'http://',
  ])('refuses %s', (address) => {
    expect(decideTarget(address, none).ok).toBe(false)
  })

  it('never asks a name server about localhost', () => {
    const target = decideTarget('http://localhost:8188', none)
    expect(target.ok && target.addresses?.map((one) => one.address)).toEqual(['127.0.0.1', '::1'])
  })

  it('takes a named host at the named port only, and trusts its certificate no further than usual', () => {
    const allow = new Set(['gpu-box:8188', '192.168.1.5:443'])
    expect(decideTarget('http://GPU-BOX:8188/queue', allow)).toMatchObject({ ok: true, loopback: false, addresses: null })
    expect(decideTarget('https://192.168.1.5/', allow)).toMatchObject({ ok: true, loopback: false })
    expect(decideTarget('http://gpu-box:8189/', allow)).toEqual({ ok: false, host: 'gpu-box:8189' })
    expect(decideTarget('http://gpu-box/', allow)).toEqual({ ok: false, host: 'gpu-box:80' })
    expect(decideTarget('http://192.168.1.5/', allow).ok).toBe(false)
  })
})

describe('normalizeHost', () => {
  it.each([
    ['GPU-Box:8188', 'gpu-box:8188'],
    [' 192.168.1.5:80 ', '192.168.1.5:80'],
    ['[FE80::1]:8188', '[fe80::1]:8188'],
    ['0xc0a80105:8188', '192.168.1.5:8188'],
  ])('writes %s as %s', (entry, wanted) => expect(normalizeHost(entry)).toBe(wanted))

  it.each(['', 'gpu-box', 'gpu-box:', ':8188', 'http://gpu-box:8188', 'a@gpu-box:8188', 'gpu-box/x:8188', 'gpu-box:99999'])(
    'takes %j for no host',
    (entry) => expect(normalizeHost(entry)).toBeNull(),
  )
})
