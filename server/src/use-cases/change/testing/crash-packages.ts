import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PackageChange } from '@greenlight/shared/plan-effects'
import { createPackageEffects } from '../../../adapters/uv/effects/create-package-effects.js'
import { partsIn } from '../../../adapters/uv/testing/environment.js'
import { fileNameOf, makeWheel, type Wheel } from '../../../adapters/uv/testing/wheels.js'
import type { PackageEffects, PackagesEffect } from '../../../core/change-ports.js'

const wheels: readonly Wheel[] = [
  { name: 'alpha', version: '1.0', scripts: { 'alpha-run': 'alpha:main' }, files: { 'alpha/__init__.py': 'one = 1\n', 'alpha/old.py': 'old = 1\n' } },
  { name: 'alpha', version: '2.0', scripts: { 'alpha-run': 'alpha:main' }, files: { 'alpha/__init__.py': 'two = 2\n', 'alpha/deep/new.py': 'new = 1\n' } },
  { name: 'beta', version: '1.5' },
  { name: 'gamma', version: '3.0' },
]
const digestOf = (wheel: Wheel) => createHash('sha256').update(makeWheel(wheel)).digest('hex')
const indexOf = (folder: string) => join(folder, 'source', 'index')

/** The package effects that ship, with the real uv, over the environment `<folder>/world/env` and a folder of wheels: no network. */
export function openCrashPackages(folder: string): PackageEffects {
  return createPackageEffects(partsIn(folder, pathToFileURL(indexOf(folder)).href))
}

/** Wheels under `<folder>/source/index`, and an environment that has some of them. Needs `python` and `uv`, both as programs. */
export function plantPackages(folder: string, { python, uv }: { readonly python: string; readonly uv: string }): void {
  for (const wheel of wheels) {
    const project = join(indexOf(folder), 'simple', wheel.name)
    mkdirSync(project, { recursive: true })
    writeFileSync(join(project, fileNameOf(wheel)), makeWheel(wheel))
    const links = wheels.filter(({ name }) => name === wheel.name).map((one) => `<a href="${fileNameOf(one)}#sha256=${digestOf(one)}">${fileNameOf(one)}</a>`)
    writeFileSync(join(project, 'index.html'), `<!DOCTYPE html><html><body>${links.join('\n')}</body></html>`)
  }
  const env = join(folder, 'world', 'env')
  execFileSync(python, ['-I', '-m', 'venv', '--without-pip', env])
  const index = `${pathToFileURL(indexOf(folder)).href}/simple/`
  execFileSync(uv, ['pip', 'install', '--quiet', '--no-config', '--no-cache', '--offline', '--link-mode', 'copy', '--python', join(env, 'bin', 'python'), '--default-index', index, 'alpha==1.0', 'gamma==3.0'])
}

/** One package updated, one added, one removed. */
export function packagesEffect(folder: string, id: string): PackagesEffect {
  const change = (name: string, before: string | null, after: string | null): PackageChange => {
    const wheel = wheels.find((one) => one.name === name && one.version === after)
    return { name, before, after, why: [], protected: false, ...(wheel === undefined ? {} : { archive: `sha256:${digestOf(wheel)}` }) }
  }
  const changes = [change('alpha', '1.0', '2.0'), change('beta', null, '1.5'), change('gamma', '3.0', null)]
  return { do: 'packages', python: join(folder, 'world', 'env', 'bin', 'python'), changes, keep: join(folder, 'state', 'plans', id, 'keep', 'packages-1') }
}
