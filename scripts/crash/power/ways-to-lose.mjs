/**
 * Ways in which power may be lost while so many changes of names and so many files are not safe: nothing of it is on the disk; names without bytes; lengths alone; bytes
 * without names; all but one; and `random` others, the same ones in each run.
 */
export function waysToLose({ names, files }, { single, random }, seed) {
  const every = (answer) => () => answer
  if (names + files === 0) return [['all was safe', { keepName: every(true), keepBytes: every('all') }]]
  const ways = [['nothing else came to the disk', { keepName: every(false), keepBytes: every('none') }]]
  if (files > 0) ways.push(['names came, bytes did not', { keepName: every(true), keepBytes: every('none') }], ['files were as long and empty', { keepName: every(true), keepBytes: every('length') }])
  if (names > 0 && files > 0) ways.push(['bytes came, names did not', { keepName: every(false), keepBytes: every('all') }])
  for (const at of Array.from({ length: Math.min(names, single) }).keys()) ways.push([`all but the change of names ${at}`, { keepName: (one) => one !== at, keepBytes: every('all') }])
  const draw = createRandom(seed)
  for (const _ of Array.from({ length: names + files > 1 ? random : 0 })) {
    const kept = Array.from({ length: names }, () => draw() < 0.5)
    const bytes = Array.from({ length: files }, () => ['all', 'length', 'none'][Math.floor(draw() * 3)])
    ways.push([`names ${kept.map(Number).join('')}, bytes ${bytes.join(' ')}`, { keepName: (at) => kept[at], keepBytes: (at) => bytes[at] }])
  }
  return ways
}

/** Numbers that are the same in each run. */
function createRandom(seed) {
  let state = seed * 7919 + 1
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
