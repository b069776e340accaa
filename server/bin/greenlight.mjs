#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { floor, isAtLeast } from '../../scripts/bootstrap/versions.mjs'

/** `greenlight`: plain JavaScript that Node 18 reads. What is missing (a newer Node, compiled code) is laid first, once. */
const cli = new URL('../dist/bundle/cli.js', import.meta.url)
if (isAtLeast(process.versions.node, floor) && existsSync(cli)) {
  await import(cli.href)
} else {
  const { main } = await import('../../scripts/bootstrap/main.mjs')
  process.exitCode = await main(['cli', ...process.argv.slice(2)])
}
