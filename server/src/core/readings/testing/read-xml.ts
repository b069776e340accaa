/** A small strict XML reader for tests: throws on anything that is not well-formed, gives back elements with attributes and text. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

export function readXml(xml: string): Element {
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(xml))
    throw new Error('a character that XML 1.0 does not allow')
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(xml))
    throw new Error('half a surrogate pair')
  const root: Element = { name: '#root', attributes: {}, children: [], text: '' }
  const open = [root]
  let rest = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '')
  while (rest !== '') {
    const top = open.at(-1) ?? root
    const text = /^[^<]+/.exec(rest)?.[0]
    if (text !== undefined) {
      if (text.includes(']]>')) throw new Error(']]> in text')
      top.text += decode(text)
      rest = rest.slice(text.length)
      continue
    }
    const tag = /^<(\/?)([A-Za-z][\w-]*)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>/.exec(rest)
    if (tag === null) throw new Error(`not well-formed at ${rest.slice(0, 60)}`)
    const [whole, closes, name = '', attributes = '', empty] = tag
    rest = rest.slice(whole.length)
    if (closes === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes another element`)
      continue
    }
    const element: Element = { name, attributes: readAttributes(attributes), children: [], text: '' }
    top.children.push(element)
    if (empty !== '/') open.push(element)
  }
  const [only] = root.children
  if (open.length !== 1 || root.children.length !== 1 || only === undefined || root.text.trim() !== '')
    throw new Error('not one root element')
  return only
}

function readAttributes(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']): [string, string] => [
    name,
    decode(value),
  ])
  if (new Set(pairs.map(([name]) => name)).size !== pairs.length) throw new Error('an attribute stands twice')
  return Object.fromEntries(pairs)
}

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['#10', '\n'],
  ['#13', '\r'],
  ['#9', '\t'],
])

function decode(text: string): string {
  return text.replace(/&([^;]*;?)/g, (_, name: string) => {
    const character = entities.get(name.slice(0, -1))
    if (character === undefined || !name.endsWith(';')) throw new Error(`unknown entity &${name}`)
    return character
  })
}
