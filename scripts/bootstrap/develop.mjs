import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { inRoot, root, tools } from './places.mjs'
import { whenOrphaned } from './run.mjs'
import { say } from './say.mjs'

/** What `npm run dev` keeps running side by side. The panel's config writes into web-dist. */
function programs(args) {
  const panel = existsSync(inRoot('extension/vite.config.ts')) ? [[tools.vite, 'build', 'extension', '--watch']] : []
  return [
    [tools.tsc, '-b', '--watch', '--preserveWatchOutput', 'server'],
    ['--watch', 'server/dist/cli.js', 'serve', ...args],
    ...panel,
  ]
}

/** Starts them all; the first that ends, or Ctrl-C, stops the others. Answers the exit status of the first. */
export async function develop(node, args, env) {
  const children = programs(args).map((words) => spawn(node, words, { cwd: root, env, stdio: 'inherit' }))
  const stop = () => children.forEach((child) => child.exitCode === null && child.kill())
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  whenOrphaned(stop)
  const ends = children.map(
    (child, at) =>
      new Promise((resolve) => {
        child.once('error', () => resolve(1))
        child.once('exit', (code, signal) => {
          if (signal === null && code !== 0) say(`dev: ${programs(args)[at].join(' ')} ended with ${code}`)
          resolve(code ?? 0)
        })
      }),
  )
  const first = await Promise.race(ends)
  stop()
  await Promise.all(ends)
  return first
}
