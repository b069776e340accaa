/** Keeps count of what came from outside: bytes, and whether a file was proven whole. */
export function createTally() {
  const tally = { came: 0, whole: 0 }
  return {
    tally,
    take(what) {
      tally.came += what.came ?? 0
      tally.whole += what.whole === true ? 1 : 0
    },
  }
}
