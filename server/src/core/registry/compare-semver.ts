const shape = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?((?:\.\d+)*)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/

interface Parsed {
  readonly numbers: readonly string[]
  readonly pre: readonly string[]
}

/**
 * Order of two versions by semver 2.0 (a pre-release before its release, build left out; `v1.2` = `1.2.0`, further numbers
 * count). What is no version comes before all that are, by its text. Negative, zero or positive.
 */
export function compareSemver(a: string, b: string): number {
  const [left, right] = [parse(a), parse(b)]
  if (left === null || right === null) return left === right ? order(a, b) : left === null ? -1 : 1
  for (let at = 0; at < Math.max(left.numbers.length, right.numbers.length); at += 1) {
    const difference = orderNumbers(left.numbers[at] ?? '0', right.numbers[at] ?? '0')
    if (difference !== 0) return difference
  }
  return orderPre(left.pre, right.pre)
}

function parse(version: string): Parsed | null {
  if (version.length > 200) return null
  const found = shape.exec(version.trim())
  if (found === null) return null
  const [, major = '0', minor = '0', patch = '0', more = '', pre] = found
  return {
    numbers: [major, minor, patch, ...more.split('.').filter((part) => part !== '')],
    pre: pre === undefined ? [] : pre.split('.'),
  }
}

function orderPre(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const [left, right] = [a[at], b[at]]
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1
    const [leftNumber, rightNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)]
    if (leftNumber !== rightNumber) return leftNumber ? -1 : 1
    const difference = leftNumber ? orderNumbers(left, right) : order(left, right)
    if (difference !== 0) return difference
  }
  return 0
}

/** Numbers of any length, without leading zeros. */
function orderNumbers(a: string, b: string): number {
  const [left, right] = [a.replace(/^0+(?=\d)/, ''), b.replace(/^0+(?=\d)/, '')]
  return left.length - right.length || order(left, right)
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
