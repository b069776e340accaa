import type { FoundModel } from './find-models.js'
import { fileOf, indexByFile, limitPerFile } from './merge-embedded.js'
import type { EmbeddedModel, FlatNode } from './model.js'
import type { NoteReference } from './references.js'

/** Most links that are taken out of one note. */
const maxLinks = 500
const maxLinkLength = 2000

/** Text and links of a note; null when it is empty. */
export function readNote(node: FlatNode): NoteReference | null {
  const text = node.widgets.map((widget) => widget.value).find((value) => typeof value === 'string' && value !== '')
  return typeof text === 'string' ? { node: node.id, text, links: linksIn(text) } : null
}

/**
 * The http(s) addresses of a text, each once, in order. A Markdown link ends at its bracket; punctuation behind an address
 * is not part of it. One pass: every character is looked at a fixed number of times.
 */
export function linksIn(text: string): string[] {
  const links = new Set<string>()
  for (const match of text.matchAll(/https?:\/\/[^\s<>"'`\\^{}|]+/gi)) {
    const link = match[0].length > maxLinkLength ? '' : withoutTail(match[0])
    if (link.length > 'https://'.length) links.add(link)
    if (links.size >= maxLinks) break
  }
  return [...links]
}

/** Cuts at the first closing bracket that was not opened, then what ends a sentence. */
function withoutTail(link: string): string {
  const open = { ')': 0, ']': 0 }
  let end = link.length
  for (let index = 0; index < link.length; index += 1) {
    const char = link[index]
    if (char === '(') open[')'] += 1
    else if (char === '[') open[']'] += 1
    else if (char === ')' || char === ']') {
      open[char] -= 1
      if (open[char] < 0) {
        end = index
        break
      }
    }
  }
  while (end > 0 && '.,;:!?*_~'.includes(link[end - 1] ?? ' ')) end -= 1
  return link.slice(0, end)
}

/** Takes a note's link as a source for a model only where the address ends in exactly the model's file name. */
export function lendLinks(
  notes: readonly { readonly note: NoteReference; readonly where: string }[],
  found: readonly FoundModel[],
): void {
  if (notes.length === 0) return
  const byFile = indexByFile(found)
  const take = limitPerFile()
  for (const { note, where } of notes) {
    for (const url of note.links) {
      const name = fileInAddress(url)
      if (name === null || !byFile.has(name) || !take(name)) continue
      for (const model of byFile.get(name) ?? []) {
        if (model.embedded.some((entry) => entry.url !== null && withoutQuery(entry.url) === withoutQuery(url)))
          continue
        const entry: EmbeddedModel = { name, url, directory: null, hash: null, hashType: null, where, from: 'note' }
        model.embedded.push(entry)
        model.evidence.push({ from: 'note', says: `A note links to a file of this name: ${url}`, where })
      }
    }
  }
}

function withoutQuery(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? url
}

function fileInAddress(url: string): string | null {
  const file = fileOf(withoutQuery(url))
  if (file === '' || !file.includes('.')) return null
  try {
    return decodeURIComponent(file)
  } catch {
    return file
  }
}
