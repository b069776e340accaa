import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { batchValue, plainComment, quotePosix, quotePowerShell } from './script/quote.js'
import { type ScriptEntry, scriptFor, scriptShells, scriptTools } from './script.js'

const hasSh = process.platform !== 'win32'
const emptySha = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const hub = (name: string): string => `https://huggingface.co/a/b/resolve/main/${encodeURIComponent(name)}`
const one = (facts: Partial<ScriptEntry> = {}): ScriptEntry => ({
  name: 'style.safetensors',
  folder: '/comfy/models/loras',
  url: hub('style.safetensors'),
  ...facts,
})

/** What shells read something into, between letters. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "'",
        '$(touch PWNED)',
        '`touch PWNED`',
        '${HOME}',
        '$HOME',
        ';touch PWNED;',
        '&touch PWNED&',
        '|',
        ' ',
        '\\',
        '(',
        ')',
        '[',
        ']',
        '{a,b}',
        '!',
        '!!',
        '#',
        '%PATH%',
        '%',
        '^',
        '~',
        '-',
        '--',
        '\u2019',
        '\u201a',
        '模型',
        'é',
        'a',
        '.',
      ),
      fc.string({ maxLength: 5 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))
const printable = nasty.map((text) => text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ''))

describe('quotes', () => {
  test.runIf(hasSh)('sh gives every text back as it was', () => {
    fc.assert(
      fc.property(fc.array(printable, { minLength: 40, maxLength: 40 }), (texts) => {
        const said = execFileSync('sh', ['-c', `printf '%s\\0' ${texts.map(quotePosix).join(' ')}`], {
          encoding: 'utf8',
        })
        expect(said.split('\0').slice(0, -1)).toEqual(texts)
      }),
      { numRuns: 15 },
    )
  })

  test('PowerShell: no quote of any kind stands alone inside', () => {
    fc.assert(
      fc.property(printable, (text) => {
        const quoted = quotePowerShell(text)
        expect(quoted.slice(1, -1).replace(/(['\u2018\u2019\u201a\u201b])\1/g, '')).not.toMatch(
          /['\u2018\u2019\u201a\u201b]/,
        )
        expect(quoted.slice(1, -1).replace(/(['\u2018\u2019\u201a\u201b])\1/g, '$1')).toBe(text)
      }),
    )
  })

  test('batch: no quote, and percent signs in pairs', () => {
    fc.assert(
      fc.property(printable, (text) => {
        const value = batchValue(text)
        expect(value).not.toContain('"')
        expect(value.replaceAll('%%', '')).not.toContain('%')
      }),
    )
  })

  test('comments stay one line of plain words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
        expect(plainComment(text)).toMatch(/^[\p{L}\p{M}\p{N} .,:;/_()@=+#?-]*$/u)
      }),
    )
  })
})

describe('what the script says', () => {
  test('folder, sub-folder, check, resumption', () => {
    const script = scriptFor(
      [one({ name: 'SDXL\\my style.safetensors', url: hub('my style.safetensors'), sha256: `sha256:${emptySha}` })],
      { tool: 'curl', shell: 'posix' },
    )
    expect(script).toContain(
      `with_curl 'https://huggingface.co/a/b/resolve/main/my%20style.safetensors' '/comfy/models/loras/SDXL' '/comfy/models/loras/SDXL/my style.safetensors' '${emptySha}' "\${HF_TOKEN-}"`,
    )
    expect(script).toContain('--continue-at -')
    const aria2 = scriptFor([one({ sha256: emptySha })], { tool: 'aria2', shell: 'cmd' })
    expect(aria2).toContain('--continue=true')
    expect(aria2).toContain(`certutil -hashfile "%gl_file%.part" SHA256 | findstr /i /x ${emptySha} >nul\r\n`)
  })

  test('Windows folders, and a batch file that leaves PATH alone', () => {
    const entry = one({
      folder: 'C:\\Comfy UI\\models\\loras\\',
      name: 'a/100% & b.safetensors',
      url: hub('100% & b.safetensors'),
    })
    const batch = scriptFor([entry], { tool: 'hf', shell: 'cmd' })
    expect(batch).toContain('set "gl_file=C:\\Comfy UI\\models\\loras\\a\\100%% & b.safetensors"\r\n')
    expect(batch).not.toMatch(/set "path=/i)
    expect(batch.split('\r\n').every((line) => !line.includes('\n'))).toBe(true)
    expect(scriptFor([entry], { tool: 'hf', shell: 'powershell' })).toContain(
      "Get-WithHub 'a/b' 'main' '100% & b.safetensors' 'C:\\Comfy UI\\models\\loras\\a' 'C:\\Comfy UI\\models\\loras\\a\\100% & b.safetensors' ''",
    )
  })

  test("the hub's tool fetches the hub's files alone", () => {
    const script = scriptFor(
      [one(), one({ name: 'x.safetensors', url: 'https://civitai.com/api/download/models/5?type=Model' })],
      { tool: 'hf', shell: 'posix' },
    )
    expect(script).toContain("with_hf 'a/b' 'main' 'style.safetensors'")
    expect(script).toContain(
      `with_curl 'https://civitai.com/api/download/models/5?type=Model' '/comfy/models/loras' '/comfy/models/loras/x.safetensors' '' "\${CIVITAI_TOKEN-}"`,
    )
  })

  test.each(scriptShells)('%s: licences are told, tokens only named, and never given to aria2', (shell) => {
    const gated = one({ access: 'licence' })
    expect(scriptFor([gated], { tool: 'curl', shell })).toContain(
      'Accept the licence first: https://huggingface.co/a/b, and put your token into HF_TOKEN',
    )
    const aria2 = scriptFor([gated], { tool: 'aria2', shell })
    expect(aria2).toContain('it needs a token, and aria2 would carry that to other hosts')
    expect(aria2).toContain('Nothing to download')
  })

  test.each([
    ['../../etc/x.safetensors'],
    ['/etc/x.safetensors'],
    ['C:\\x.safetensors'],
    ['-o.safetensors'],
    ['a\nb.safetensors'],
    ['a"b.safetensors'],
    ['a\u202egpj.safetensors'],
    ['NUL.safetensors'],
    ['x.safetensors.'],
    ['~/x.safetensors'],
    ['a\ud800.safetensors'],
    [''],
  ])('the name %j is refused', (name) => {
    for (const shell of scriptShells) {
      const script = scriptFor([one({ name })], { tool: 'curl', shell })
      expect(script).toContain('its name is not safe on every disk')
      expect(script).toContain('Nothing to download')
    }
  })

  test.each([
    ['http://127.0.0.1/x.safetensors'],
    ['file:///etc/passwd'],
    ['https://huggingface.co/a/b'],
    ['https://civitai.com/models/5'],
    ['x'],
  ])('the address %s is refused', (url) =>
    expect(scriptFor([one({ url })], { tool: 'curl', shell: 'posix' })).toContain(
      'its address is no file on a public https host',
    ),
  )

  test('folders that the shell cannot take, models without an answer, the same file twice', () => {
    expect(scriptFor([one({ folder: 'models/loras' })], { tool: 'curl', shell: 'posix' })).toContain(
      'its folder cannot be written',
    )
    expect(scriptFor([one({ folder: '/a\nb' })], { tool: 'curl', shell: 'posix' })).toContain(
      'its folder cannot be written',
    )
    expect(scriptFor([one({ folder: 'C:\\a"b' })], { tool: 'curl', shell: 'cmd' })).toContain(
      'its folder cannot be written',
    )
    expect(scriptFor([{ name: 'lost.ckpt', why: 'no source\nrm -rf /' }], { tool: 'curl', shell: 'posix' })).toContain(
      '# Left out: lost.ckpt: no source?rm -rf /\n',
    )
    expect(scriptFor([one(), one()], { tool: 'curl', shell: 'posix' }).match(/^with_curl '/gm)).toHaveLength(1)
  })
})

describe.runIf(hasSh)('run by a real shell', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "greenlight ' $script-"))
    for (const [tool, out] of [
      ['curl', '--output'],
      ['aria2c', ''],
    ] as const) {
      // Writes an empty file where the real one would write, and tells its arguments.
      const place =
        out === ''
          ? 'for one; do case "$one" in --dir=*) d=${one#--dir=};; --out=*) o=$d/${one#--out=};; esac; done'
          : 'while [ $# -gt 0 ]; do if [ "$1" = --output ]; then o=$2; fi; shift; done; cat > /dev/null'
      writeFileSync(join(folder, tool), `#!/bin/sh\nprintf '%s\\n' "$@" >> "$CALLS"\n${place}\n: > "$o"\n`)
      chmodSync(join(folder, tool), 0o755)
    }
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function run(entries: readonly ScriptEntry[], tool: 'aria2' | 'curl', root: string) {
    const file = join(folder, 'script.sh')
    writeFileSync(file, scriptFor(entries, { tool, shell: 'posix' }))
    execFileSync('sh', ['-n', file])
    const calls = join(root, 'calls')
    writeFileSync(calls, '')
    try {
      execFileSync('sh', [file], {
        cwd: root,
        env: { PATH: `${folder}:${process.env.PATH}`, CALLS: calls, HF_TOKEN: 'hf_secret' },
        stdio: 'pipe',
      })
      return { status: 0, calls: readFileSync(calls, 'utf8') }
    } catch (error) {
      return {
        status: error instanceof Error && 'status' in error ? error.status : -1,
        calls: readFileSync(calls, 'utf8'),
      }
    }
  }

  test.each(['curl', 'aria2'] as const)(
    '%s: hostile names make exactly their files, and nothing else happens',
    (tool) => {
      fc.assert(
        fc.property(
          fc.uniqueArray(printable, {
            minLength: 6,
            maxLength: 6,
            selector: (text) => text.normalize('NFC').toLowerCase(),
          }),
          (texts) => {
            const root = mkdtempSync(join(folder, 'run-'))
            const models = join(root, "it's $HOME models")
            const names = texts
              .map((text, at) => `${at}${text.replaceAll('\\', '')}.safetensors`)
              .filter((name) => !/[/<>:"|?*]/.test(name))
            const { status } = run(
              names.map((name) => one({ name, folder: models, sha256: emptySha })),
              tool,
              root,
            )
            expect(status).toBe(0)
            expect(names.length === 0 ? [] : readdirSync(models).sort()).toEqual([...names].sort())
            expect(readdirSync(root).sort()).toEqual(names.length === 0 ? ['calls'] : ['calls', "it's $HOME models"])
          },
        ),
        { numRuns: 5 },
      )
    },
  )

  test('wrong content keeps no name, what is there stays, and the token is no argument', () => {
    const root = mkdtempSync(join(folder, 'run-'))
    writeFileSync(join(root, 'there.safetensors'), 'mine')
    const entries = [
      one({ folder: root, name: 'there.safetensors' }),
      one({ folder: root, name: 'wrong.safetensors', sha256: 'a'.repeat(64) }),
      one({ folder: root, name: 'fine.safetensors' }),
    ]
    const { status, calls } = run(entries, 'curl', root)
    expect(status).toBe(1)
    expect(readFileSync(join(root, 'there.safetensors'), 'utf8')).toBe('mine')
    expect(existsSync(join(root, 'wrong.safetensors'))).toBe(false)
    expect(existsSync(join(root, 'wrong.safetensors.part'))).toBe(true)
    expect(existsSync(join(root, 'fine.safetensors'))).toBe(true)
    expect(calls).not.toContain('hf_secret')
  })
})

/** Foreign text stands only where the rules of the shell let it be nothing but text. */
describe('by rule', () => {
  const entries = fc.array(
    fc.record({
      name: printable.map((text) => `${text}.safetensors`),
      folder: fc.oneof(
        printable.map((text) => `/m/${text}`),
        printable.map((text) => `C:\\m\\${text}`),
      ),
      url: printable.map(hub),
    }),
    { maxLength: 5 },
  )

  test.each(scriptTools)('%s in a batch file', (tool) => {
    const fixed = new Set(
      scriptFor([one(), one({ name: '-' }), one({ name: 'y.ckpt', url: hub(']') })], { tool, shell: 'cmd' })
        .split('\r\n')
        .map((line) => line.replace(/\d+$/, '')),
    )
    fc.assert(
      fc.property(entries, (list) => {
        for (const line of scriptFor(list, { tool, shell: 'cmd' }).split('\r\n')) {
          if (/^rem [\p{L}\p{M}\p{N} .,:;/_()@=+#?-]*$/u.test(line) || /^set "gl_[a-z]+=(?:[^"%\r\n]|%%)*"$/.test(line))
            continue
          const known = fixed.has(line.replace(/\d+$/, ''))
          expect(known, line).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  test.each(scriptTools)('%s in PowerShell', (tool) => {
    const fixed = new Set(scriptFor([], { tool, shell: 'powershell' }).split('\r\n'))
    const call =
      /^Get-With[A-Za-z0-9]+(?: (?:'(?:[^'\u2018-\u201b]|''|\u2018\u2018|\u2019\u2019|\u201a\u201a|\u201b\u201b)*'|\$env:[A-Z_]+))+$/u
    fc.assert(
      fc.property(entries, (list) => {
        for (const line of scriptFor(list, { tool, shell: 'powershell' }).split('\r\n')) {
          expect(fixed.has(line) || call.test(line) || /^# [\p{L}\p{M}\p{N} .,:;/_()@=+#?-]*$/u.test(line), line).toBe(
            true,
          )
        }
      }),
      { numRuns: 60 },
    )
  })
})
