/** Crockford's base 32: no I, L, O, U. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const timeLetters = 10
const randomLetters = 16
const lastTime = 2 ** 48 - 1

/** 26 letters: 48 bits of milliseconds since the epoch, then 80 random ones. */
export const ulidPattern = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/

/**
 * A maker of ULIDs (github.com/ulid/spec): each one sorts after the one before it, also within one millisecond and when the
 * clock goes back. `now`: milliseconds since the epoch; `randomBytes`: so many random bytes.
 */
export function ulidMaker(now: () => number, randomBytes: (count: number) => Uint8Array): () => string {
  let time = -1
  let random: readonly number[] = []
  return () => {
    const at = Math.min(Math.max(Math.trunc(now()), 0), lastTime)
    if (at > time) {
      time = at
      random = [...randomBytes(randomLetters)].map((byte) => byte & 31)
    } else {
      const next = countOn(random)
      // 2^80 within a millisecond, or a first one of ones only: the next millisecond begins early.
      if (next === null) time += 1
      random = next ?? [...randomBytes(randomLetters)].map((byte) => byte & 31)
    }
    return writeTime(time) + random.map((digit) => letters[digit]).join('')
  }
}

/** Milliseconds since the epoch that a ULID was made at; null when it is none. */
export function ulidTime(id: string): number | null {
  if (!ulidPattern.test(id)) return null
  return [...id.slice(0, timeLetters)].reduce((time, letter) => time * 32 + letters.indexOf(letter), 0)
}

function writeTime(time: number): string {
  let text = ''
  for (let left = time; text.length < timeLetters; left = Math.floor(left / 32)) text = (letters[left % 32] ?? '') + text
  return text
}

/** The next number; null after the last. */
function countOn(digits: readonly number[]): readonly number[] | null {
  const at = digits.findLastIndex((digit) => digit < 31)
  return at === -1 ? null : digits.map((digit, place) => (place < at ? digit : place === at ? digit + 1 : 0))
}
