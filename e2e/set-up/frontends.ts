import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { because, cache, type Frontend, type FrontendName } from './parts.ts'
import { run } from './python.ts'

const wheels = join(cache, 'frontends')
const pattern = /^comfyui_frontend_package-(\d+\.\d+\.\d+)-.*\.whl$/

/** The oldest one that users still run, the one that a release of ComfyUI pins, and whatever is newest today. */
const wanted: Record<FrontendName, string | null> = { '1.35': '1.35.9', '1.47': '1.47.10', newest: null }

function byVersion(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true })
}

function cachedVersions(): string[] {
  const names = existsSync(wheels) ? readdirSync(wheels) : []
  return names.flatMap((name) => pattern.exec(name)?.[1] ?? []).toSorted(byVersion)
}

function download(python: string, version: string | null): void {
  const named = version === null ? 'comfyui-frontend-package' : `comfyui-frontend-package==${version}`
  run(python, ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--dest', wheels, named])
}

/** Opens the wheel's `static/` folder once, in a sibling first so that a half-opened one is never taken for whole. */
function open(python: string, version: string): Frontend {
  const folder = join(wheels, version)
  const index = join('comfyui_frontend_package', 'static')
  if (!existsSync(join(folder, index, 'index.html'))) {
    const wheel = readdirSync(wheels).find((name) => pattern.exec(name)?.[1] === version) ?? ''
    rmSync(`${folder}.part`, { recursive: true, force: true })
    run(python, ['-m', 'zipfile', '-e', join(wheels, wheel), `${folder}.part`])
    rmSync(folder, { recursive: true, force: true })
    renameSync(`${folder}.part`, folder)
  }
  return { version, folder: join(folder, index) }
}

/** Gets one ComfyUI frontend. Without a network the newest cached one stands for `newest`. Throws when none can be had. */
export function bringFrontend(name: FrontendName, python: string, say: (line: string) => void): Frontend {
  mkdirSync(wheels, { recursive: true })
  const version = wanted[name]
  if (version === null) {
    try {
      download(python, null)
    } catch (error) {
      if (cachedVersions().length === 0) throw error
      say(`frontend newest: cannot ask for it (${because(error)}), taking the newest at hand`)
    }
  } else if (!cachedVersions().includes(version)) {
    say(`frontend ${version}: fetching it`)
    download(python, version)
  }
  const frontend = open(python, version ?? cachedVersions().at(-1) ?? '')
  say(`frontend ${name}: ${frontend.version}`)
  return frontend
}
