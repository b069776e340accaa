import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { inRoot, root } from './places.mjs'
import { runNpm } from './npm.mjs'
import { SetupError } from './problems.mjs'
import { say, secondsSince } from './say.mjs'

const stampFile = 'node_modules/.greenlight-installed'

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/** What npm compares an entry's `os`, `cpu` and `libc` with. Node's report knows the C library it was linked to. */
export function thisPlatform() {
  const { platform: os, arch: cpu } = process
  if (os !== 'linux') return { os, cpu }
  return { os, cpu, libc: process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl' }
}

/** npm's rule for one of them: absent allows all, `!x` refuses x. */
function allows(list, value) {
  const names = [list ?? []].flat()
  const named = names.filter((name) => !name.startsWith('!'))
  return !names.includes(`!${value}`) && (named.length === 0 || named.includes(value))
}

const isForHere = (entry, here) => ['os', 'cpu', 'libc'].every((key) => allows(entry[key], here[key]))

/**
 * Whether npm's own record of node_modules holds what the lock asks for on this platform: an `npm install` by hand counts,
 * a node_modules copied from another platform does not. An optional package that names no platform may be missing.
 */
export function isInstalled(lock, record, here = thisPlatform()) {
  return Object.entries(lock.packages).every(([path, entry]) => {
    if (!path.includes('node_modules/') || entry.link) return true
    const found = record.packages[path]
    if (found !== undefined) return found.version === entry.version && found.integrity === entry.integrity
    return entry.optional === true && !(entry.os !== undefined && isForHere(entry, here))
  })
}

/** The record alone may be left of an installation that something else took apart. */
const areThere = (record, base) =>
  Object.entries(record.packages).every(([path, entry]) => entry.link || existsSync(inRoot(`${path}/package.json`, base)))

function parse(text) {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}

/** Installs exactly the lock, running no install script, unless it is there already. Throws SETUP_PACKAGES_FAILED. */
export async function ensurePackages(node, base = root) {
  const lockText = read(inRoot('package-lock.json', base)) ?? ''
  const stamp = createHash('sha256').update(`${process.platform} ${process.arch} ${lockText}`).digest('hex')
  const record = parse(read(inRoot('node_modules/.package-lock.json', base)))
  const whole = record !== null && areThere(record, base)
  if (whole && read(inRoot(stampFile, base)) === stamp) return false
  if (!whole || !isInstalled(JSON.parse(lockText), record)) {
    const began = Date.now()
    rmSync(inRoot(stampFile, base), { force: true })
    say('installing the packages of package-lock.json (npm ci, no install scripts)')
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev', '--include=optional']
    const { status, output } = await runNpm(args, { cwd: base, node })
    if (status !== 0) {
      process.stderr.write(output)
      throw new SetupError('SETUP_PACKAGES_FAILED', { because: `npm ended with ${status}` })
    }
    say(`packages installed (${secondsSince(began)})`)
  }
  writeFileSync(inRoot(stampFile, base), stamp)
  return true
}
