import { writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import type { SourceName, SourceUse } from '@greenlight/shared/sources'
import { makeZip } from '../../../adapters/archive/testing/make-zip.js'
import { createUnpacker } from '../../../adapters/archive/unpacker.js'
import { writeAtomically } from '../../../adapters/files/atomic-write.js'
import { safeJoin } from '../../../adapters/files/safe-join.js'
import { type GitWorld, gitWorld } from '../../../adapters/git/testing/git-world.js'
import { createShelf } from '../../../adapters/shelf/shelf.js'
import type { Git } from '../../../core/pack-ports.js'
import type { PackShelf } from '../../../core/pack-facts.js'
import type { Registry } from '../../../core/ports.js'
import type { RegistryAnswer, RegistryFailure, RegistryVersion } from '../../../core/registry.js'
import { problem } from '../../../problems.js'
import { createPackShelf } from '../create-pack-shelf.js'

export interface PackWorld extends AsyncDisposable {
  readonly packs: PackShelf
  readonly git: GitWorld
  /** Everything that was asked of anybody outside. */
  readonly asked: string[]
  readonly uses: Map<SourceName, SourceUse>
  /** What the registry answers; versions newest first. */
  readonly registry: {
    versions: RegistryVersion[]
    repository: string | undefined
    spelling: string
    down: boolean
    unknown: boolean
  }
  /** Archives by address. */
  readonly archives: Map<string, Buffer>
  readonly fetch: (name: Parameters<PackShelf['fetch']>[0], ask?: readonly string[]) => ReturnType<PackShelf['fetch']>
}

export const archiveOf = (version: string) =>
  makeZip([
    { name: '__init__.py', data: `version = '${version}'\n` },
    { name: 'pyproject.toml', data: `[project]\nname = "pack"\nversion = "${version}"\n` },
  ])

/** A shelf, an extractor and git as they are; a registry and archives of this test, and a git host on this machine. */
export async function packWorld(): Promise<PackWorld> {
  const git = await gitWorld()
  const { files, remove } = git
  const asked: string[] = []
  const uses = new Map<SourceName, SourceUse>([
    ['comfy-registry', 'on'],
    ['github', 'on'],
  ])
  const address = (version: string) => `https://cdn.example/pack/${version}/node.zip`
  const registry: PackWorld['registry'] = {
    versions: ['2.0.0', '1.10.0', '1.9.0'].map((version) => ({
      version,
      download: address(version),
      status: 'active',
      published: '2026-01-02T03:04:05Z',
    })),
    repository: git.url,
    spelling: 'Pack',
    down: false,
    unknown: false,
  }
  const archives = new Map(registry.versions.map(({ version }) => [address(version), archiveOf(version)]))
  const shelf = createShelf({
    root: files.at('state shelf'),
    removeOwn: remove,
    writeWhole: writeAtomically,
    now: Date.now,
  })
  const toldGit: Git = {
    refuses: git.git.refuses,
    host: git.git.host,
    pin: (...words) => (asked.push('git pin'), git.git.pin(...words)),
    clone: (...words) => (asked.push('git clone'), git.git.clone(...words)),
  }
  const packs = createPackShelf({
    shelf,
    registry: registryOf(registry, asked),
    registryHost: () => 'api.example',
    use: (source) => uses.get(source) ?? 'off',
    unpacker: createUnpacker({ joinSafely: safeJoin, removeOwn: remove }),
    git: toldGit,
    isName: (name) => safeJoin('/root', name) !== null,
    transfers: {
      async fetch({ url, part }) {
        asked.push(url)
        const bytes = archives.get(url) ?? Buffer.from('<html>')
        await writeFile(part, bytes)
        return {
          size: bytes.length,
          sha256: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
          blake3: `blake3:${'0'.repeat(64)}`,
          fetched: bytes.length,
          from: 'store.example',
        }
      },
      discard: remove,
    },
  })
  return {
    packs,
    git,
    asked,
    uses,
    registry,
    archives,
    fetch: (name, ask = []) => packs.fetch(name, { ask, signal: new AbortController().signal }),
    [Symbol.asyncDispose]: () => git[Symbol.asyncDispose](),
  }
}

function registryOf(state: PackWorld['registry'], asked: string[]): Registry {
  const answer = <T>(what: string, value: T): Promise<RegistryAnswer<T>> => {
    asked.push(what)
    if (state.unknown) return Promise.resolve(failed('absent'))
    return Promise.resolve(state.down ? failed('passing') : { ok: true, value, bytes: 0 })
  }
  const never = () => Promise.reject(new Error('not asked for'))
  return {
    pack: (id) => {
      const { repository } = state
      const pack = {
        id: id.toLowerCase(),
        title: 'The Pack',
        licence: 'MIT',
        ...(repository === undefined ? {} : { repository }),
      }
      return answer('registry pack', { pack, spelling: state.spelling })
    },
    versions: () => answer('registry versions', state.versions),
    packs: never,
    nodeTypes: never,
    packOfType: never,
  }
}

function failed(kind: RegistryFailure['kind']): RegistryAnswer<never> {
  return { ok: false, bytes: 0, failure: { kind, afterMs: null, problem: problem('REGISTRY_BUSY', { status: 503 }) } }
}
