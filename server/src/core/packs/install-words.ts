import type { Statement } from './python-statements.js'

const command = /(?:^|[\s;&|"'(/\\])(?:uv\s+)?pip[\d.]*(?:\.exe)?\s+install\b|\b(?:conda|mamba|apt|apt-get|brew|npm)\s+install\b|\beasy_install\b/
const pip = /^(?:.*[/\\])?pip[\d.]*(?:\.exe)?$/i
/** What only prints or raises a text names a command for people to run. */
const onlyTells = /^(?:print|log\w*|logger|logging|warnings?|raise|assert)\b/

/**
 * Whether a statement holds the command of an installation: `[..., '-m', 'pip', ...]`, `'pip install x'` and their like. `strings` are looked at,
 * as the command may be made in one statement and started in another.
 */
export function installsSomething({ code, strings }: Statement): boolean {
  if (onlyTells.test(code)) return false
  const words = strings.map((one) => one.text.trim())
  if (words.some((word) => pip.test(word)) && words.some((word) => word === '-m' || word === 'install')) return true
  return words.some((word) => word.length < 2000 && command.test(word))
}
