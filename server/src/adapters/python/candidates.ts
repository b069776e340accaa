import path from 'node:path'

/** A place where the interpreter of an installation may lie. */
export interface Candidate {
  readonly path: string
  /** A sentence for evidence: why it was looked at. */
  readonly says: string
  /** The person named it, or it runs ComfyUI now: taken without looking for ComfyUI's packages in it. */
  readonly sure: 'named' | 'running' | null
}

export interface CandidateFacts {
  /** ComfyUI's own folder. */
  readonly root: string
  /** Further folders of the installation: the base folder of ComfyUI Desktop. */
  readonly bases: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** Of the ComfyUI that runs here, as its command line has it. */
  readonly running: string | null
  readonly platform: NodeJS.Platform
}

const venvs = ['.venv', 'venv', 'env'] as const

/**
 * Where to look, likeliest first (host-comfyui.md 9.1): named by the person, running, portable (`python_embeded` is the real spelling), Comfy
 * Desktop's `standalone-env`, virtual environments and conda environments in and beside the root, and the environment that this program was
 * started in. Nothing is looked at here.
 */
export function candidatePythons({ root, bases, env, running, platform }: CandidateFacts): readonly Candidate[] {
  const flavour = platform === 'win32' ? path.win32 : path.posix
  const above = flavour.dirname(root)
  const found: Candidate[] = []
  const add = (place: string, says: string, sure: Candidate['sure'] = null) => {
    if (flavour.isAbsolute(place) && found.every((one) => one.path !== place)) found.push({ path: place, says, sure })
  }
  if (env.COMFYUI_PYTHON) add(env.COMFYUI_PYTHON, 'COMFYUI_PYTHON names it.', 'named')
  if (running !== null) add(running, 'ComfyUI runs with it now.', 'running')
  for (const folder of [root, above, flavour.dirname(above)])
    for (const name of ['python_embeded', 'python_embedded'])
      add(interpreterBelow(flavour.join(folder, name), platform, true), 'It is the Python of a portable ComfyUI.')
  for (const folder of [root, above]) add(interpreterBelow(flavour.join(folder, 'standalone-env'), platform, true), 'It is the Python of Comfy Desktop.')
  for (const folder of unique([root, ...bases, above]))
    for (const name of venvs) add(interpreterBelow(flavour.join(folder, name), platform, false), `It is the virtual environment ${flavour.join(folder, name)}.`)
  for (const folder of unique([root, above]))
    for (const name of ['conda', '.conda']) add(interpreterBelow(flavour.join(folder, name), platform, true), `It is the conda environment ${flavour.join(folder, name)}.`)
  if (env.VIRTUAL_ENV) add(interpreterBelow(env.VIRTUAL_ENV, platform, false), 'Greenlight was started in its virtual environment.')
  if (env.CONDA_PREFIX) add(interpreterBelow(env.CONDA_PREFIX, platform, true), 'Greenlight was started in its conda environment.')
  return found
}

/** `whole`: an installation of its own, which keeps python.exe at its top on Windows; a venv keeps it in Scripts. */
function interpreterBelow(folder: string, platform: NodeJS.Platform, whole: boolean): string {
  if (platform !== 'win32') return path.posix.join(folder, 'bin', 'python')
  return whole ? path.win32.join(folder, 'python.exe') : path.win32.join(folder, 'Scripts', 'python.exe')
}

const unique = (folders: readonly string[]) => [...new Set(folders)]
