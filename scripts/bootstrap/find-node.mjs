import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { inRoot, root } from './places.mjs'
import { runNpm } from './npm.mjs'
import { SetupError } from './problems.mjs'
import { say, secondsSince } from './say.mjs'
import { floor, isAtLeast, nodePackage } from './versions.mjs'

const signature = (path) => {
  const { size, mtimeMs } = statSync(path)
  return `${path} ${size} ${mtimeMs}`
}

/** Whether the binary is there, runs on this machine and is new enough; asked of the binary once, then of the note beside it. */
function works(path, base) {
  const note = inRoot('.node/verified', base)
  try {
    if (readFileSync(note, 'utf8') === signature(path)) return true
  } catch {
    // No note yet, or no binary: the next lines tell which.
  }
  try {
    const version = execFileSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8', timeout: 30_000 })
    if (!isAtLeast(version, floor)) return false
    writeFileSync(note, signature(path))
    return true
  } catch {
    return false
  }
}

async function install(base) {
  mkdirSync(inRoot('.node', base), { recursive: true })
  for (const file of ['package.json', 'package-lock.json']) {
    copyFileSync(inRoot(`scripts/bootstrap/node/${file}`), inRoot(`.node/${file}`, base))
  }
  return runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=optional'], { cwd: inRoot('.node', base) })
}

/**
 * Path of a Node >= 22.19 (D1): the one that runs us, else the one in `.node/`, which npm lays there once, checked against
 * the lock in scripts/bootstrap/node. Throws SETUP_NODE_MISSING when neither can be had.
 */
export async function ensureNode(base = root, found = process.versions.node) {
  if (isAtLeast(found, floor)) return process.execPath
  const fail = (because) => new SetupError('SETUP_NODE_MISSING', { found, floor, because })
  const wanted = nodePackage(process.platform, process.arch)
  if (wanted === null) throw fail(`none is packaged for ${process.platform} ${process.arch}`)
  const binary = inRoot(`.node/${wanted.binary}`, base)
  if (works(binary, base)) return binary
  const began = Date.now()
  say(`Node ${found} is older than ${floor}; laying a newer one into .node (about 50 MB, once)`)
  const { status, output } = await install(base)
  if (status !== 0) process.stderr.write(output)
  if (works(binary, base)) {
    say(`Node is in .node (${secondsSince(began)})`)
    return binary
  }
  throw fail(status === 0 ? 'the packaged one does not run on this machine' : `npm ended with ${status}`)
}
