import { sayAll } from './difference.js'
import { judgeNames } from './judge-names.js'
import { readName } from './read-name.js'

/**
 * How the name of a file differs from the one asked for, in short plain words, what matters most first: `another
 * quantisation: fp8_scaled instead of fp16`. Empty for equal names.
 */
export function describeDifference(asked: string, found: string): string[] {
  const [a, b] = [readName(asked), readName(found)]
  const { differences } = judgeNames(
    a,
    b,
    () => 0,
    () => false,
  )
  return sayAll(differences)
}
