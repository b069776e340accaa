#!/usr/bin/env node
/**
 * Prints what a reader's first load costs, in bytes after gzip: `{"panel":{...},"baseline":{...},"ratio":n}`. The panel is
 * what lies in web-dist; the baseline is Vue and Pinia with one component, built now with the panel's own settings. Ends
 * with 1 above 110 KB or 2.2 times the baseline.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const limits = { bytes: 110_000, ratio: 2.2 }
const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length

export async function measure() {
  const js = gzip(readFileSync(at('../../web-dist/greenlight.js')))
  const css = gzip(readFileSync(at('../../web-dist/greenlight.css')))
  const built = await build({ configFile: at('../vite.config.ts'), mode: 'baseline', logLevel: 'error', build: { write: false } })
  const files = [built].flat().flatMap(({ output }) => output)
  const baseline = files.reduce((sum, file) => sum + gzip(file.type === 'chunk' ? file.code : file.source), 0)
  const total = js + css
  return { panel: { js, css, total }, baseline: { total: baseline }, ratio: Math.round((total / baseline) * 1000) / 1000 }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const measured = await measure()
  console.log(JSON.stringify(measured))
  if (measured.panel.total > limits.bytes || measured.ratio > limits.ratio) process.exitCode = 1
}
