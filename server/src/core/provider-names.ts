import type { ProviderFile } from './ports.js'

/** Names and addresses of files as providers tell them. */

/** The last part of a path in either spelling. */
export function fileNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}

/** A name that can be one file's: no folder in it, nothing unseen, at most 255 bytes. Null for every other one. */
export function plainName(name: string | null): string | null {
  if (name === null || name === '' || name === '.' || name === '..') return null
  if (/[/\\\p{C}\u2028\u2029]/u.test(name)) return null
  return new TextEncoder().encode(name).length <= 255 ? name : null
}

/** Whether two names are one name, however their accents are written. */
export function sameName(a: string, b: string): boolean {
  return a === b || a.normalize('NFC') === b.normalize('NFC')
}

/** Whether a text is a file's name rather than words of one: it ends in a point and letters. */
export function isFileName(text: string): boolean {
  return /\.[a-z][a-z0-9_]{0,11}$/i.test(text)
}

/** Which files a search is after: those of exactly this name; or, where it is words only, every model file. Null: it can be none. */
export function wantedBy(asked: string): { readonly name: string; readonly wants: (path: string) => boolean } | null {
  const name = plainName(fileNameOf(asked).trim())
  if (name === null) return null
  return { name, wants: isFileName(name) ? (path) => sameName(fileNameOf(path), name) : isModelName }
}

const modelEnding = /\.(?:safetensors|sft|ckpt|pt2?|pth|bin|gguf|onnx|pkl)$/i

export function isModelName(name: string): boolean {
  return modelEnding.test(name)
}

/** How a copy was made, which repositories and pages seldom say in their own names. */
const making =
  /^(?:fp?(?:8|16|32)|bf16|int[48]|nf4|i?q\d\w*|k|[0-9]|m|s|l|e[45]m[23](?:fn)?|scaled|pruned|emaonly|ema|full|v\d+\w?|comfyui|repackaged)$/i

/**
 * Words to look a file up by, the most exact first, at most three: its name without ending; the same without precision and the
 * like; its first two words, a number counted as one. Providers search names of repositories and pages, not of files, so fewer words find more.
 */
export function searchTries(name: string): string[] {
  const stem = fileNameOf(name).replace(modelEnding, '').trim().slice(0, 200)
  const parts = stem.split(/[\s\-_.+()[\]]+/).filter((part) => part !== '')
  const telling = parts.filter((part) => !making.test(part))
  // `flux1-dev` lies in FLUX.1-dev, `wan2.1` in Wan_2.1.
  const pieces = telling.slice(0, 2).flatMap((part) => part.split(/(?<=\p{L})(?=\d)/u))
  const tries = [stem, telling.join(' '), pieces.slice(0, 2).join(' ')]
  return [...new Set(tries)].filter((words) => words.length >= 3)
}

/** Each segment escaped, the slashes kept. Lone surrogates, which no address can hold, become U+FFFD. */
export function escapePath(path: string): string {
  return path.split('/').map(escapePart).join('/')
}

export function escapePart(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

/** Sorted by name, then address; an address that came twice (pages of a list can overlap) stays once. */
export function sortFiles(files: readonly ProviderFile[]): ProviderFile[] {
  const byUrl = new Map(files.map((file) => [file.url, file]))
  return [...byUrl.values()].sort((a, b) => compare(a.name, b.name) || compare(a.url, b.url))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
