/** Whether one letter was lost, added or replaced, or two neighbours changed places. False for equal words. */
export function isOneEdit(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let fromEnd = 0
  while (fromEnd < Math.min(a.length, b.length) - start && a.at(-1 - fromEnd) === b.at(-1 - fromEnd)) fromEnd++
  const left = a.slice(start, a.length - fromEnd)
  const right = b.slice(start, b.length - fromEnd)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
