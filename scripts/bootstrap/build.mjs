import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { inRoot, root, tools } from './places.mjs'
import { runQuietly } from './run.mjs'
import { SetupError } from './problems.mjs'
import { say, secondsSince } from './say.mjs'

const settings = ['scripts/bootstrap/bundle.mjs', 'tsconfig.base.json', 'shared/tsconfig.json', 'shared/package.json', 'server/tsconfig.json', 'server/package.json']

/** Compiled sources of one workspace, `/` separated from the root, sorted: no tests, no `testing/`. */
function sources(folder, base) {
  return readdirSync(inRoot(folder, base), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return entry.name === 'testing' ? [] : sources(path, base)
      return path.endsWith('.ts') && !path.endsWith('.test.ts') ? [path] : []
    })
    .sort()
}

/** What people start; beside it lie the compiled files it is joined from, which tests and benches read. */
const entry = 'server/dist/bundle/cli.js'

const output = (source) => source.replace('/src/', '/dist/').replace(/\.ts$/, '.js')

/** One hash over name, size and time of all that is compiled: a few milliseconds, where starting tsc costs a second. */
function stampOf(paths, base) {
  const hash = createHash('sha256')
  for (const path of paths) {
    const { size, mtimeMs } = statSync(inRoot(path, base))
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/** The stamp of the sources, and whether the last build had the same and all it wrote is still there. */
export function buildState(base = root) {
  const files = ['shared/src', 'server/src'].flatMap((folder) => sources(folder, base))
  const stamp = stampOf([...settings, ...files], base)
  const stampFile = inRoot('.cache/build-stamp', base)
  const fresh =
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === stamp &&
    [...files.map(output), entry].every((path) => existsSync(inRoot(path, base)))
  return { fresh, stamp, stampFile }
}

/** Compiles shared and server when a source changed. Throws SETUP_BUILD_FAILED after printing what the compiler said. */
export async function ensureBuild(node, base = root) {
  const { fresh, stamp, stampFile } = buildState(base)
  if (fresh) return false
  const began = Date.now()
  say('compiling shared and server')
  await runOrFail(node, [inRoot(tools.tsc, base), '-b', 'server'], base)
  await runOrFail(node, [inRoot('scripts/bootstrap/bundle.mjs', base)], base)
  mkdirSync(inRoot('.cache', base), { recursive: true })
  writeFileSync(stampFile, stamp)
  say(`compiled (${secondsSince(began)})`)
  return true
}

async function runOrFail(node, args, base) {
  const { status, output: said } = await runQuietly(node, args, { cwd: base })
  if (status === 0) return
  process.stderr.write(said)
  throw new SetupError('SETUP_BUILD_FAILED')
}
