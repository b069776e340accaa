import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const project = fileURLToPath(new URL('../../../', import.meta.url))

/** A throw-away tree of files, removed after the test. Its path has a space and letters beyond ASCII. */
export function plant(files: Record<string, string>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'greenlight gesät ')))
  onTestFinished(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

/** The same with the project's own rules and installed tools in it. */
export function plantProject(files: Record<string, string>): string {
  const root = plant(files)
  const rules = [
    '.dependency-cruiser.cjs',
    'eslint.config.mjs',
    'extension/package.json',
    'extension/tsconfig.json',
    'package.json',
    'scripts/check/eslint/laws.mjs',
    'scripts/check/tsconfig.laws.json',
    'server/package.json',
    'server/tsconfig.json',
    'server/tsconfig.test.json',
    'shared/package.json',
    'shared/tsconfig.json',
    'tsconfig.base.json',
  ]
  for (const path of rules) cpSync(join(project, path), join(root, path))
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'), 'junction')
  return root
}
