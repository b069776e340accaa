import type { Postcondition, Precondition } from '@greenlight/shared/plan-effects'
import type { Checked } from '@greenlight/shared/plans'
import { causeOfImport } from '../../core/python/import-cause.js'
import { evaluateMarker } from '../../core/python/markers.js'
import { parseRequirement } from '../../core/python/requirement.js'
import type { Distribution, Interpreter } from '../../core/python-words.js'
import { countOf, listOf } from '../../core/readiness/words.js'

type ImportsCheck = Extract<Postcondition, { check: 'imports' }>
type PackagesCheck = Extract<Postcondition, { check: 'packages' }>
type PythonPrecondition = Extract<Precondition, { of: 'python' }>

export interface PackageCheckParts {
  readonly probe: (python: string, signal: AbortSignal) => Promise<Interpreter | null>
  readonly distributions: (folders: readonly string[]) => Promise<ReadonlyMap<string, Distribution>>
  readonly digest: (distributions: ReadonlyMap<string, string>) => string
  /** `ok` null: nobody can tell. */
  readonly tryImports: (
    ask: { readonly python: string; readonly names: readonly string[] },
    signal: AbortSignal,
  ) => Promise<
    | { readonly ok: true; readonly absent: readonly string[] }
    | { readonly ok: false; readonly module: string; readonly of: string; readonly traceback: string }
    | { readonly ok: null; readonly because: string }
  >
  /** Lines of ComfyUI's own requirements.txt. */
  readonly requirements: () => Promise<readonly string[]>
  readonly protectedPackages: () => Promise<readonly string[]>
}

export interface PackageChecks {
  imports(check: ImportsCheck, signal: AbortSignal): Promise<Checked>
  packages(check: PackagesCheck, signal: AbortSignal): Promise<Checked>
  /** null: the distributions are what the digest says; else the difference in a sentence. */
  differs(precondition: PythonPrecondition, signal: AbortSignal): Promise<string | null>
}

/** What shows that Python packages are as planned, and that ComfyUI could still start with them. */
export function createPackageChecks(parts: PackageCheckParts): PackageChecks {
  const versions = async (python: string, signal: AbortSignal) => {
    const interpreter = await parts.probe(python, signal)
    return interpreter === null ? null : { interpreter, installed: await parts.distributions(interpreter.path) }
  }
  return {
    async imports(check, signal) {
      const here = await versions(check.python, signal)
      if (here === null) return { check, state: 'unknown', says: `${check.python} does not answer.` }
      const lines = await parts.requirements()
      const names = ['torch', ...namesOf(lines, here.interpreter)].filter((name, at, all) => here.installed.has(name) && all.indexOf(name) === at)
      const outcome = await parts.tryImports({ python: check.python, names }, signal)
      if (outcome.ok === true) return { check, state: 'true', says: names.length === 0 ? 'Nothing that ComfyUI needs is installed there.' : `ComfyUI's Python still imports what it needs: ${listOf(names)}.` }
      if (outcome.ok === null) return { check, state: 'unknown', says: `It cannot be told whether ComfyUI's packages import: ${outcome.because}.` }
      if (outcome.traceback === '') return { check, state: 'false', says: `Python itself broke off while it imported ${outcome.module}.` }
      const context = { python: check.python, lines, installed: here.installed, protectedPackages: await parts.protectedPackages() }
      return { check, state: 'false', says: `${outcome.module} of ${outcome.of} cannot be imported. ${causeOfImport(outcome.traceback, context).says}` }
    },
    async packages(check, signal) {
      const interpreter = await parts.probe(check.python, signal)
      if (interpreter === null) return { check, state: 'unknown', says: `${check.python} does not answer.` }
      // Of the environment itself: one that also sees the system's packages is not judged by those.
      const own = await parts.distributions([interpreter.purelib, interpreter.platlib])
      const wrong = check.changes.filter(({ name, after }) => (own.get(name)?.version ?? null) !== after)
      const told = wrong.map(({ name, after }) => `${name} is ${own.get(name)?.version ?? 'not there'}, not ${after ?? 'gone'}`)
      return wrong.length > 0 ? { check, state: 'false', says: `${told.join('; ')}.` } : { check, state: 'true', says: `${countOf(check.changes.length, 'Python package')} ${check.changes.length === 1 ? 'is' : 'are'} as planned.` }
    },
    async differs({ python, digest }, signal) {
      const here = await versions(python, signal)
      if (here === null) return `${python} does not answer`
      const now = new Map([...here.installed].map(([name, { version }]) => [name, version]))
      return parts.digest(now) === digest ? null : `the packages of ${python} were changed since`
    },
  }
}

function namesOf(lines: readonly string[], { markers }: Interpreter): readonly string[] {
  return lines.flatMap((line) => {
    const want = parseRequirement(line)
    return want === null || (want.marker !== '' && evaluateMarker(want.marker, markers, '') === false) ? [] : [want.name]
  })
}
