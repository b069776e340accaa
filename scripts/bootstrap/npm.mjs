import { existsSync, realpathSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { runQuietly } from './run.mjs'
import { SetupError } from './problems.mjs'

const isCli = (path) => basename(path) === 'npm-cli.js' && existsSync(path)

/** npm's own JavaScript entry: the npm that runs us, the one beside `node`, the one on the PATH; null when none is found. */
export function findNpmCli(env = process.env, node = process.execPath) {
  const beside = dirname(node)
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => folder !== '')
  const onPath = folders.flatMap((folder) => [
    join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...[join(folder, 'npm')].filter(existsSync).map((path) => realpathSync(path)),
  ])
  const known = [
    env.npm_execpath ?? '',
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...onPath,
  ]
  return known.find(isCli) ?? null
}

/**
 * Runs npm below `node`, which matters: npm leaves out an optional package whose `engines` do not allow the Node that npm
 * itself runs on, and vite's platform binding is one. Without npm-cli.js only a launcher on the PATH is left; Windows'
 * is a .cmd, which needs a shell, so `args` are always literals of ours, never a path.
 */
export async function runNpm(args, { cwd, node = process.execPath }) {
  const PATH = [dirname(node), process.env.PATH ?? process.env.Path ?? ''].join(delimiter)
  const env = { ...process.env, PATH, npm_config_update_notifier: 'false' }
  // `npm --silent test` hands its silence down; a failing installation has to say why.
  if (env.npm_config_loglevel === 'silent') env.npm_config_loglevel = 'error'
  const cli = findNpmCli()
  if (cli !== null) return runQuietly(node, [cli, ...args], { cwd, env })
  const windows = process.platform === 'win32'
  const ran = await (windows
    ? runQuietly(['npm.cmd', ...args].join(' '), [], { cwd, env, shell: true })
    : runQuietly('npm', args, { cwd, env }))
  if (ran.status === 127 || ran.status === 9009) throw new SetupError('SETUP_NPM_MISSING')
  return ran
}
