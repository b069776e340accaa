#!/usr/bin/env node
/**
 * Prints what a reader's first load costs, in bytes after gzip: `{"panel":{...},"baseline":{...},"ratio":n}`. The panel is
 * greenlight.js with all that it imports at once, and its style; `later` is what it imports when it is needed, and counts
 * only here. The baseline is Vue and Pinia with one component, built now with the panel's own settings. Ends
 * with 1 above 110 KB or 2.2 times the baseline.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { loadedWith } from '../../scripts/build/loaded-with.mjs'

const limits = { bytes: 110_000, ratio: 2.2 }
const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const dist = (name) => readFileSync(at(`../../web-dist/${name}`))
const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length

export async function measure() {
  const first = loadedWith('greenlight.js', (name) => dist(name).toString())
  const sum = (names) => [...names].reduce((total, name) => total + gzip(dist(name)), 0)
  const js = sum(first)
  const css = gzip(dist('greenlight.css'))
  const later = sum(readdirSync(at('../../web-dist')).filter((name) => name.endsWith('.mjs') && name !== 'page.mjs' && !first.has(name)))
  const built = await build({ configFile: at('../vite.config.ts'), mode: 'baseline', logLevel: 'error', build: { write: false } })
  const files = [built].flat().flatMap(({ output }) => output)
  const baseline = files.reduce((sum, file) => sum + gzip(file.type === 'chunk' ? file.code : file.source), 0)
  const total = js + css
  return { panel: { js, css, total, later }, baseline: { total: baseline }, ratio: Math.round((total / baseline) * 1000) / 1000 }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const measured = await measure()
  console.log(JSON.stringify(measured))
  if (measured.panel.total > limits.bytes || measured.ratio > limits.ratio) process.exitCode = 1
}
