/**
 * Coded errors of the set-up, which runs before anything is compiled and so cannot read server/src/problems.ts.
 * Each has its page docs/errors/CODE.md; `npm run check` compares. Sorted.
 */
const problems = {
  SETUP_BUILD_FAILED: {
    message: () => 'Greenlight could not be compiled; the lines above say where.',
    hint: () => 'In an unchanged clone, delete node_modules and .cache and try again; else mend the named lines.',
  },
  SETUP_NODE_MISSING: {
    message: (facts) => `Node ${facts.found} is older than ${facts.floor}, and no newer one could be laid into .node (${facts.because}).`,
    hint: (facts) => `Install Node ${facts.floor} or newer from nodejs.org, or go online once and try again.`,
  },
  SETUP_NPM_MISSING: {
    message: () => 'There is no npm beside this Node or on the PATH.',
    hint: () => 'Install npm (it comes with Node from nodejs.org; on Debian: apt install npm) and try again.',
  },
  SETUP_PACKAGES_FAILED: {
    message: (facts) => `npm could not install the packages (${facts.because}).`,
    hint: () => 'Look at the lines above. Usually: no network, a proxy that npm does not know, or a full disk.',
  },
  SETUP_TASK_UNKNOWN: {
    message: (facts) => `There is no task "${facts.task}".`,
    hint: (facts) => `Tasks: ${facts.tasks}.`,
  },
}

export const setupCodes = Object.keys(problems)

/** Thrown where the set-up cannot go on; main prints it and ends with `status`. */
export class SetupError extends Error {
  constructor(code, facts = {}, status = 1) {
    super(problems[code].message(facts))
    this.code = code
    this.hint = problems[code].hint(facts)
    this.status = status
  }
}
