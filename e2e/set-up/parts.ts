import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What the end-to-end tests stand on, found or fetched by main.ts. Files here are run by Node as they are, hence the `.ts` imports. */

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url))
export const cache = join(projectRoot, '.cache')
const partsFile = join(cache, 'e2e-parts.json')

export const frontendNames = ['1.35', '1.47', 'newest'] as const
export type FrontendName = (typeof frontendNames)[number]

export interface Frontend {
  version: string
  /** Absolute path of the folder with `index.html`. */
  folder: string
}

/** A part that cannot be had here, and what that costs. */
export interface Missing {
  part: string
  why: string
}

export interface Parts {
  /** Command that starts a Python >= 3.9 that can import aiohttp (with `.cache/python/X.Y` on its path). */
  python: string | null
  frontends: Partial<Record<FrontendName, Frontend>>
  /** Path of an installed Chromium; `bundled`: Playwright's own. */
  browser: string | null
  missing: Missing[]
}

/** In these runs a missing part is a failure, not a remark. */
export const strict = process.env.CI === 'true' || process.env.GREENLIGHT_REQUIRE === 'all'

export const partsPath = partsFile

/** The last set-up's result, or null when there was none or a folder of it has gone. */
export function readParts(): Parts | null {
  if (!existsSync(partsFile)) return null
  const parts = JSON.parse(readFileSync(partsFile, 'utf8')) as Parts
  const folders = Object.values(parts.frontends).map((frontend) => frontend.folder)
  return folders.every((folder) => existsSync(folder)) ? parts : null
}

/** An error's one line for people. */
export function because(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.trim().split('\n').at(-1)?.slice(0, 200) ?? ''
}
