import type { Found } from './found.js'

/** A text of an XML document: of an element, a CDATA section, or an attribute. `name` has no prefix. Entities are not resolved. */
export interface XmlText {
  readonly name: string
  readonly text: string
  readonly raw: boolean
}

/** All texts of an XML document in order, one pass, no tree: foreign XML may be nested or broken in any way. */
export function* xmlTexts(xml: string, found: Found): Generator<XmlText> {
  let name = ''
  let at = 0
  while (at < xml.length) {
    found.step()
    const open = indexOrEnd(xml, '<', at)
    if (open > at) yield { name, text: xml.slice(at, open), raw: false }
    const section = sections.find(([start]) => xml.startsWith(start, open))
    if (section) {
      const start = open + section[0].length
      const end = indexOrEnd(xml, section[1], start)
      if (section[0] === '<![CDATA[' && end < xml.length) yield { name, text: xml.slice(start, end), raw: true }
      at = end + section[1].length
    } else {
      const tag = takeName(xml, open + 1)
      name = tag.name
      at = yield* attributesOf(xml, tag.end, found)
    }
  }
}

const sections: readonly (readonly [string, string])[] = [
  ['<![CDATA[', ']]>'],
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<!', '>'],
]

function indexOrEnd(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from)
  return at < 0 ? text.length : at
}

/** Attributes of a tag whose name ends at `from`; returns the position behind the tag. */
function* attributesOf(xml: string, from: number, found: Found): Generator<XmlText, number> {
  let before = from
  let at = from
  while (at < xml.length && xml[at] !== '>') {
    const quote = xml[at]
    if (quote === '"' || quote === "'") {
      found.step()
      const end = indexOrEnd(xml, quote, at + 1)
      yield { name: nameBefore(xml, at, before), text: xml.slice(at + 1, end), raw: false }
      at = end
      before = end + 1
    }
    at++
  }
  return at + 1
}

function takeName(xml: string, from: number): { name: string; end: number } {
  const found = /^[^\s/>"'=]{1,200}/.exec(xml.slice(from, from + 200))
  const whole = found?.[0] ?? ''
  return { name: localName(whole), end: from + whole.length }
}

/** Name of the attribute whose value begins at `at`: what stands before the equals sign, not before `from`. */
function nameBefore(xml: string, at: number, from: number): string {
  const head = xml.slice(Math.max(from, at - 80), at).trimEnd()
  if (!head.endsWith('=')) return ''
  const name = head.slice(0, -1).trimEnd()
  return localName(name.slice(Math.max(name.lastIndexOf(' '), name.lastIndexOf('\n'), name.lastIndexOf('\t')) + 1))
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1)
}
