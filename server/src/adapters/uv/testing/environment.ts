import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { leadThrough } from '../../egress/gate/lead-through.js'
import { writeAtomically } from '../../files/atomic-write.js'
import { type TempTree, tempTree } from '../../files/testing/temp-tree.js'
import { removeEmptyFolder, removeOwnFile, removeOwnTree } from '../../files/trash.js'
import { runProgram } from '../../process/run-program.js'
import type { Interpreter } from '../../../core/python-words.js'
import { listDistributions } from '../../python/list-distributions.js'
import { probePython } from '../../python/probe-python.js'
import type { PackageEffectParts } from '../effects/parts.js'
import { bringUv, findTestPython } from './bring-uv.js'
import { treeLines } from './tree-hash.js'

const given = process.env.GREENLIGHT_TEST_UV
export const testPython = given === undefined ? findTestPython() : null
export const testUv = given ?? bringUv(testPython)
export const never: AbortSignal = new AbortController().signal
const execute = promisify(execFile)

export interface TestEnvironment extends AsyncDisposable {
  readonly files: TempTree
  readonly interpreter: Interpreter
  /** Everything that createPackageEffects wants, but where the index is. */
  partsFor(endpoint: string): PackageEffectParts
  /** Puts distributions in with the real uv, as their owner would. */
  install(endpoint: string, ...lines: readonly string[]): Promise<void>
  versions(): Promise<Readonly<Record<string, string>>>
  tree(): Promise<readonly string[]>
}

/** The real parts, with the test's uv, for an environment and a state folder below `root`. */
export function partsIn(root: string, endpoint: string): PackageEffectParts {
  return {
    run: runProgram,
    uv: async () => ({ command: testUv ?? 'uv', before: [], version: '0', says: 'A test brought it.' }),
    throughGate: leadThrough({
      ...{ source: 'pypi', purpose: 'a test', endpoint: () => endpoint || 'http://127.0.0.1', allow: new Set<string>(), env: {} },
      ...{ lookUp: async () => [], ledger: { ready: async () => undefined, write: async () => undefined }, now: Date.now },
    }),
    folder: path.join(root, 'state', 'uv'),
    removeOwnFile,
    removeOwnTree,
    removeEmptyFolder,
    writeAtomically,
    async probe(python, signal) {
      const probed = await probePython(python, 'A test made it.', { run: runProgram, cwd: root }, signal)
      return probed.ok ? probed.interpreter : null
    },
    distributions: listDistributions,
    source: () => ({ use: 'on', index: `${endpoint}/simple/` }),
  }
}

/** A virtual environment without pip in a folder of its own, a uv to change it with, and a state folder. */
export async function makeEnvironment(): Promise<TestEnvironment> {
  const files = await tempTree()
  const env = files.at('env')
  await execute(testPython ?? 'python3', ['-I', '-m', 'venv', '--without-pip', env])
  const python = path.join(env, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  await mkdir(files.at('state'), { recursive: true })
  const interpreter = await partsIn(files.root, '').probe(python, never)
  if (interpreter === null) throw new Error('the test environment does not start')
  const { purelib, platlib, scripts } = interpreter
  return {
    files,
    interpreter,
    partsFor: (endpoint) => partsIn(files.root, endpoint),
    async install(endpoint, ...lines) {
      const args = ['pip', 'install', '--quiet', '--no-config', '--python', python, '--default-index', `${endpoint}/simple/`, '--cache-dir', files.at('owner-cache'), ...lines]
      await execute(testUv ?? 'uv', args)
    },
    async versions() {
      const found = await listDistributions([purelib, platlib])
      return Object.fromEntries([...found].map(([name, { version }]) => [name, version]))
    },
    tree: () => treeLines(purelib, ...(platlib === purelib ? [] : [platlib]), scripts),
    [Symbol.asyncDispose]: () => files[Symbol.asyncDispose](),
  }
}
