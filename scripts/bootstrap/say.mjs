/** Progress goes to stderr: stdout belongs to the task. */
export const say = (line) => process.stderr.write(`greenlight: ${line}\n`)

/** Seconds since `began` (of `Date.now()`), for people. */
export const secondsSince = (began) => `${((Date.now() - began) / 1000).toFixed(1)} s`

/** Prints `{code, message, hint}` the way every part of Greenlight does. */
export function sayProblem({ code, message, hint }) {
  process.stderr.write(`${code}: ${message}\n  ${hint}\n`)
}
