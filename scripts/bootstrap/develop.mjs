import { spawn } from 'node:child_process'
import { root, tools } from './places.mjs'
import { whenOrphaned } from './run.mjs'
import { say } from './say.mjs'

/** What `npm run dev` keeps running side by side: compiler, sidecar, and the two entries of web-dist. */
const programs = (args) => [
  [tools.tsc, '-b', '--watch', '--preserveWatchOutput', 'server'],
  ['--watch', 'server/dist/cli.js', 'serve', ...args],
  [tools.vite, 'build', 'extension', '--watch'],
  [tools.vite, 'build', 'extension', '--watch', '--mode', 'page'],
]

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
