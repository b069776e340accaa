import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CheckSchema } from '@greenlight/shared/report'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { version } from '../version.js'

const project = fileURLToPath(new URL('../../../', import.meta.url))
const saved = 'demo/ComfyUI/user/default/workflows'
const demo = ['--comfyui', 'demo/ComfyUI', '--object-info', 'demo/answers/object_info.json']

let state: string
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'greenlight cli ö '))
})
afterAll(() => rm(state, { recursive: true, force: true }))

/** The real command in a process of its own. Port 9 of loopback answers nobody, so that no ComfyUI of this machine is asked. */
function greenlight(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const env = { ...process.env, GREENLIGHT_DATA: state, COMFYUI_URL: 'http://127.0.0.1:9', COMFYUI_PATH: '' }
  return new Promise((done) => {
    execFile(process.execPath, ['server/bin/greenlight.mjs', ...args], { cwd: project, env }, (error, out, err) => {
      done({ status: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err })
    })
  })
}

describe.skipIf(!existsSync(join(project, 'server/dist/cli.js')))('greenlight', () => {
  it('says one version everywhere', async () => {
    expect((await greenlight('--version')).out).toBe(`${version}\n`)
    for (const file of ['package.json', 'server/package.json', 'shared/package.json', 'extension/package.json']) {
      expect(JSON.parse(readFileSync(join(project, file), 'utf8')).version).toBe(version)
    }
    expect(readFileSync(join(project, 'pyproject.toml'), 'utf8')).toContain(`version = "${version}"`)
  })

  it.each(['serve', 'check', 'explain', 'why', 'nodes', 'models', 'catalogue', 'decisions', 'sources', 'install', 'doctor'])('%s --help ends with 0', async (name) => {
    const { status, out, err } = await greenlight(name, '--help')
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect(out).toContain(`greenlight ${name}`)
    expect((await greenlight('--help')).out).toContain(`  ${name}`)
  })

  it('check names a bad line of the decisions, and judges on', async () => {
    const own = await mkdtemp(join(tmpdir(), 'greenlight cli '))
    try {
      await writeFile(join(own, 'decisions.yaml'), 'schema: greenlight/decisions@1\neverywhere:\n  - type: X\n')
      const { status, err } = await greenlight('check', `${saved}/1 ready.json`, ...demo, '--data', own)
      expect(err).toContain('DECISIONS_UNREADABLE')
      expect(status).toBe(0)
    } finally {
      await rm(own, { recursive: true, force: true })
    }
  })

  it.each([
    [['fly'], 'greenlight has no command "fly"'],
    [['check', '--fromat', 'json'], '--fromat'],
    [['check', '--format', 'yaml'], 'yaml'],
    [['explain'], 'explain needs'],
    [['serve', '--port', '70000'], '70000'],
    [['nodes', 'fly'], 'nodes does not know "fly"'],
  ])('a mistake in %j is usage: 2, in words', async (args, words) => {
    const { status, out, err } = await greenlight(...args)
    expect({ status, out }).toEqual({ status: 2, out: '' })
    expect(err).toContain(words)
    expect(err).not.toContain('    at ')
  })

  it('judges the demo as its file names say, with the same bytes twice', async () => {
    const first = await greenlight('check', saved, ...demo, '--format', 'json')
    expect(first.status).toBe(2)
    const check = v.parse(CheckSchema, JSON.parse(first.out))
    expect(check.reports.map(({ workflow, verdict }) => [workflow.path.slice(saved.length + 1, saved.length + 2), verdict])).toEqual([
      ['1', 'ready'],
      ['2', 'fixable'],
      ['3', 'fixable'],
      ['4', 'fixable'],
      ['5', 'ready'],
      ['6', 'fixable'],
      ['7', 'ready'],
      ['8', 'unreadable'],
    ])
    expect(check.installation).toMatchObject({ comfyui: '0.29.0', objectInfo: 'file' })
    expect((await greenlight('check', saved, ...demo, '--format', 'json')).out).toBe(first.out)
  })

  it.each([
    [0, '1 ready.json'],
    [1, '3 missing model.json'],
    [2, '8 cut off in the middle.json'],
  ])('check ends with %i for %s', async (status, name) => {
    expect((await greenlight('check', `${saved}/${name}`, ...demo)).status).toBe(status)
  })

  it('reports the others when one path does not exist', async () => {
    const { status, out, err } = await greenlight('check', `${saved}/1 ready.json`, 'no such file.json', ...demo)
    expect(status).toBe(2)
    expect(out).toContain('1 ready.json')
    expect(err).toContain('PATH_NOT_FOUND')
  })

  it('knows nothing without an installation, and says so', async () => {
    const { status, out } = await greenlight('check', `${saved}/1 ready.json`, '--format', 'json')
    const { installation, reports } = v.parse(CheckSchema, JSON.parse(out))
    expect(status).toBe(1)
    expect(installation).toMatchObject({ root: null, objectInfo: 'none' })
    expect(new Set(reports[0]?.nodeTypes.map(({ state }) => state))).toEqual(new Set(['undetermined']))
    expect(reports[0]?.verdict).toBe('blocked')
  })

  it.each(['md', 'junit', 'sarif', 'text'])('prints %s without colour off a terminal', async (format) => {
    const { out } = await greenlight('check', saved, ...demo, '--format', format)
    expect(out).toContain('paper-cut-style.safetensors')
    expect(out).not.toContain('\u001b')
  })

  it('explains a node and why something is as it is', async () => {
    const inside = await greenlight('explain', `${saved}/6 inside a subgraph.json`, '8:1', ...demo)
    expect(inside.status).toBe(0)
    expect(inside.out).toContain('UpscaleModelLoader')
    const why = await greenlight('why', 'paper-cut-style.safetensors', `${saved}/3 missing model.json`, ...demo)
    expect(why.out).toContain('https://models.example/loras/paper-cut-style.safetensors')
    expect((await greenlight('why', 'nothing-like-it', saved, ...demo)).status).toBe(1)
    expect((await greenlight('explain', `${saved}/1 ready.json`, '99', ...demo)).err).toContain('NODE_NOT_FOUND')
  })

  it('lists node packs, and examines itself', async () => {
    expect((await greenlight('nodes', 'list', '--comfyui', 'demo/ComfyUI')).out).toContain('Ink Tools')
    const { out } = await greenlight('doctor', '--comfyui', 'demo/ComfyUI', '--format', 'json')
    const checks = JSON.parse(out).checks.map(({ what }: { what: string }) => what)
    expect(checks).toEqual(['Node', 'hashing', 'state folder', 'panel', 'ComfyUI', 'catalogue', 'companion'])
  })

  it('finds an installation whose path has spaces and other letters', async () => {
    const root = join(state, 'Портативный ComfyUI', 'ComfyUI')
    await mkdir(join(root, 'custom_nodes'), { recursive: true })
    await mkdir(join(root, 'models', 'checkpoints'), { recursive: true })
    await mkdir(join(root, 'user', 'default', 'workflows'), { recursive: true })
    await writeFile(join(root, 'main.py'), '')
    await writeFile(join(root, 'comfyui_version.py'), '__version__ = "0.29.0"\r\n')
    await copyFile(join(project, 'demo/ComfyUI/models/checkpoints/sunrise-xl.safetensors'), join(root, 'models', 'checkpoints', 'sunrise-xl.safetensors'))
    await copyFile(join(project, saved, '1 ready.json'), join(root, 'user', 'default', 'workflows', '日の出.json'))
    const { status, out } = await greenlight('check', '--comfyui', join(state, 'Портативный ComfyUI'), '--format', 'json')
    const { reports } = v.parse(CheckSchema, JSON.parse(out))
    expect(reports.map(({ verdict, models }) => [verdict, models[0]?.state])).toEqual([['ready', 'present']])
    expect(status).toBe(0)
  })
})
