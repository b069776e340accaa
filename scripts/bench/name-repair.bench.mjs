import { median, quantile } from './measure.mjs'

const compiled = (path) => import(new URL(`../../server/dist/core/names/${path}.js`, import.meta.url).href)
/** Node strips the types of these; they import nothing but types. */
const testing = (path) => import(new URL(`../../server/src/core/names/testing/${path}.ts`, import.meta.url).href)
const [count, queries, scanned] = [100_000, 200, 20]

/**
 * 200 damaged names among 100,000, against comparing each with all names. The scan knows the stems beforehand and
 * takes our own bit-parallel distance to every one, without a bound, as ranking them needs it; every tenth damaged name is
 * scanned and the time is scaled to 200.
 */
export const name = 'repair 200 names of 100,000, x edit scan'

export async function run() {
  const [{ createNameIndex }, { distanceTo }, { readName }] = await Promise.all(['name-index', 'edit-distance', 'read-name'].map(compiled))
  const [{ pickFrom }, { makeNames }, { damageNames }, { realNames }] = await Promise.all(['pick', 'make-names', 'damage', 'real-names'].map(testing))
  const names = [...realNames, ...makeNames(count - realNames.length, pickFrom(7))]
  const damaged = damageNames(names, queries, pickFrom(23))
  const index = createNameIndex(names.map((name, id) => ({ id, name, folders: ['loras'] })))

  const beganToBuild = performance.now()
  index.repair('a name that reaches the last rung.safetensors')
  const built = performance.now() - beganToBuild
  const stems = names.map((name) => readName(name).compact)
  const rounds = []
  let repairs = []
  let scanRight = 0
  for (let round = 0; round < 3; round++) {
    const times = []
    repairs = damaged.map(({ asked }) => {
      const began = performance.now()
      const repair = index.repair(asked)
      times.push(performance.now() - began)
      return repair
    })
    const beganToScan = performance.now()
    scanRight = scan(stems, damaged.filter((_, at) => at % (queries / scanned) === 0), { distanceTo, readName, names })
    rounds.push({ times, scan: ((performance.now() - beganToScan) * queries) / scanned })
  }
  const repaired = median(rounds.map(({ times }) => times.reduce((sum, ms) => sum + ms, 0)))
  const scanTime = median(rounds.map(({ scan }) => scan))
  const slow = rounds.flatMap(({ times }) => times.filter((_, at) => repairs[at].candidates[0]?.rung === 'similar'))

  const right = repairs.filter(({ candidates }, at) => candidates[0]?.name === damaged[at].right).length / queries
  const wrongClear = repairs.filter(({ candidates, clear }, at) => clear && candidates[0]?.name !== damaged[at].right).length
  if (right < 0.95) throw new Error(`only ${(right * 100).toFixed(1)} % right first`)
  if (wrongClear > 0) throw new Error(`${wrongClear} wrong names would be preselected`)
  const details = [
    `${(right * 100).toFixed(1)} % right first (scan ${((scanRight / scanned) * 100).toFixed(0)} %)`,
    `${(repaired / queries).toFixed(2)} ms each, ${median(slow).toFixed(2)} (p95 ${quantile(slow, 0.95).toFixed(2)}) on the last rung`,
    `scan ${(scanTime / queries).toFixed(0)} ms (${scanned} scanned, scaled)`,
    `tables ${built.toFixed(0)} ms once`,
  ]
  return { ratio: repaired / scanTime, target: 0.03, unit: 'x', details: details.join('; ') }
}

function scan(stems, damaged, { distanceTo, readName, names }) {
  let right = 0
  for (const one of damaged) {
    const distance = distanceTo(readName(one.asked).compact)
    let [best, least] = [-1, Infinity]
    for (let at = 0; at < stems.length; at++) {
      const edits = distance(stems[at])
      if (edits < least) [best, least] = [at, edits]
    }
    if (names[best] === one.right) right++
  }
  return right
}
