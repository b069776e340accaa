const maxPattern = 1000
const maxName = 300

/**
 * A `nodename_pattern` as a test, unanchored as Python's `re.search`. A pattern is foreign text: one that could run for ever
 * (repeats inside a repeated group, more than three open repeats, back references) or that JavaScript does not know is no test (null).
 */
export function matcherOf(pattern: string): ((name: string) => boolean) | null {
  if (pattern === '' || pattern.length > maxPattern || isCostly(pattern)) return null
  const plain = plainMatcher(pattern)
  if (plain !== null) return (name) => name.length <= maxName && plain(name)
  try {
    const expression = new RegExp(pattern, 'u')
    return (name) => name.length <= maxName && expression.test(name)
  } catch {
    return looser(pattern)
  }
}

/** Most patterns are a beginning, an end or a piece of a name (`^DF_`, ` \\(lab\\)$`): ten times faster without an expression. */
function plainMatcher(pattern: string): ((name: string) => boolean) | null {
  const [, start, middle = '', end] = /^(\^?)((?:[^\\^$.*+?()[\]{}|]|\\[()[\]{}.*+?^$|-])+)(\$?)$/u.exec(pattern) ?? []
  if (start === undefined) return null
  const text = middle.replace(/\\(.)/g, '$1')
  if (start !== '') return end !== '' ? (name) => name === text : (name) => name.startsWith(text)
  return end !== '' ? (name) => name.endsWith(text) : (name) => name.includes(text)
}

/** Escapes that are needless in JavaScript's strict mode are usual in Python. */
function looser(pattern: string): ((name: string) => boolean) | null {
  try {
    const expression = new RegExp(pattern)
    return (name) => name.length <= maxName && expression.test(name)
  } catch {
    return null
  }
}

function isCostly(pattern: string): boolean {
  const bare = pattern.replace(/\\[^0-9k]/g, 'x').replace(/\[(?:[^\]]*)\]/g, 'x')
  const repeats = bare.match(/[*+]|\{\d*,\d*\}/g) ?? []
  return repeats.length > 3 || /\)(?:[*+]|\{)/.test(bare) || /\\(?:[1-9]|k)/.test(bare)
}
