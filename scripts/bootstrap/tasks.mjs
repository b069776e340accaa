import { statSync } from 'node:fs'
import { delimiter, dirname } from 'node:path'
import { ensureBuild } from './build.mjs'
import { develop } from './develop.mjs'
import { inRoot, root, tools } from './places.mjs'
import { run } from './run.mjs'

/** The environment of a task: programs that start `node` by name get the same one. */
function environment(node, more = {}) {
  const PATH = [dirname(node), process.env.PATH ?? process.env.Path ?? ''].join(delimiter)
  return { ...process.env, PATH, ...more }
}

/** Where the person stands: npm moves to the root and leaves word in INIT_CWD, so that `--comfyui ../ComfyUI` means theirs. */
function whereTheyStand() {
  const told = process.env.npm_lifecycle_event === undefined ? undefined : process.env.INIT_CWD
  return told !== undefined && statSync(told, { throwIfNoEntry: false })?.isDirectory() ? told : process.cwd()
}

const script = (path, options = {}) => (node, args) =>
  run(node, [inRoot(path), ...(options.args ?? []), ...args], {
    cwd: options.cwd?.() ?? root,
    env: environment(node, options.env),
  })

/** `prepare` runs while no other start installs or builds; `run` answers the exit status. Sorted. */
export const tasks = {
  bench: { prepare: ensureBuild, run: script('scripts/bench/run.mjs') },
  crash: { prepare: ensureBuild, run: script('scripts/crash/run.mjs') },
  'bench:truth': { prepare: ensureBuild, run: script('scripts/truth/run.mjs') },
  build: { run: script('scripts/build/run.mjs') },
  check: { run: script('scripts/check/run.mjs') },
  /** `node_modules/.bin/greenlight` on a Node that is too old, or before anything is compiled. */
  cli: { prepare: ensureBuild, run: script('server/dist/bundle/cli.js', { cwd: process.cwd }) },
  dev: { prepare: ensureBuild, run: (node, args) => develop(node, args, environment(node)) },
  e2e: { prepare: ensureBuild, run: script('scripts/test/run-e2e.mjs') },
  start: {
    prepare: ensureBuild,
    run: script('server/dist/bundle/cli.js', { args: ['serve'], env: { GREENLIGHT_START: '1' }, cwd: whereTheyStand }),
  },
  /** Compiles as its first part, and tells there when that fails. */
  test: { run: script('scripts/test/run.mjs') },
  unit: { prepare: ensureBuild, run: script(tools.vitest, { args: ['run'] }) },
}
