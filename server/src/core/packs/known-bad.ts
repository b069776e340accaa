import { normaliseRepository } from '../repository.js'

/**
 * Releases and packs that did harm, told from public advisories: local, so that nothing is asked, and dated, so that a reader sees its
 * age. A range that only could meet one is not in here: what an installation would bring is judged by its exact versions.
 */
export const knownBad = { version: 1, dated: '2026-08-19' } as const

interface BadRelease {
  readonly name: string
  readonly versions: readonly string[]
  readonly says: string
}

const stolen = 'posed as this version in the credential theft of June 2024 (ComfyUI_LLMVISION)'
const releases: readonly BadRelease[] = [
  { name: 'anthropic', versions: ['0.21.4', '0.21.5', '0.26.1'], says: stolen },
  { name: 'litellm', versions: ['1.82.7', '1.82.8'], says: 'carries code that steals credentials (PYSEC-2026-2)' },
  { name: 'openai', versions: ['1.16.3'], says: stolen },
  { name: 'ultralytics', versions: ['8.3.41', '8.3.42', '8.3.45', '8.3.46'], says: 'carries a crypto miner (December 2024)' },
]
/** The wheel of openai 1.30.2 was forged; the release of that number is ordinary. */
const wheels = /\b(?:openai-1\.(?:16\.3|30\.2)|anthropic-0\.(?:21\.[45]|26\.1))\b[^\s/]*\.(?:whl|zip|tar\.gz)/i
const names: ReadonlyMap<string, string> = new Map([
  ['applebotzz', 'is a name of the credential theft of June 2024 (ComfyUI_LLMVISION)'],
  ['lolminer', 'is a crypto miner, put onto machines with an open ComfyUI'],
])
const repositories: ReadonlySet<string> = new Set(['github.com/applebotzz/comfyui_llmvision'])
const files: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)(?:lolminer[^/]*|4g_ethash_linux_readme\.txt)$/i, 'is a file of the miner lolMiner'],
  [/(?:^|\/)(?:cadmino|fadmino)\.py$|(?:^|\/)(?:vision-d|beamng\.ui|rundll64)\.exe$/i, 'is a file of the credential theft of June 2024'],
]

/** Why this release of a distribution (name of PEP 503, exact version) must not come; null: nothing is known against it. */
export function knownBadRelease(name: string, version: string): string | null {
  const listed = names.get(name)
  if (listed !== undefined) return listed
  return releases.find((one) => one.name === name && one.versions.includes(version))?.says ?? null
}

export function knownBadFile(path: string): string | null {
  return files.find(([pattern]) => pattern.test(path))?.[1] ?? null
}

/** Wheels told by their file names, wherever a text names them. */
export function namesBadWheel(text: string): boolean {
  return wheels.test(text)
}

export function knownBadPack(repository: string | null, folder: string): string | null {
  const key = repository === null ? null : normaliseRepository(repository)
  const bad = (key !== null && repositories.has(key)) || folder.toLowerCase() === 'comfyui_llmvision'
  return bad ? 'is the pack of the credential theft of June 2024' : null
}
