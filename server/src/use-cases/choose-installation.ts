/** Which ComfyUI is meant, before anybody looks whether it is there. Order: contract.md, "Two commands on a fresh machine". */
export type Wanted =
  | { readonly kind: 'folder'; readonly path: string }
  /** `asked`: named by the user, so its silence is worth a sentence. */
  | { readonly kind: 'address'; readonly url: string; readonly asked: boolean }

type Env = Readonly<Record<string, string | undefined>>

const defaultHost = '127.0.0.1'
const defaultPort = '8188'

/** `comfyui` is the value of `--comfyui`. An address keeps its path prefix and loses its trailing slash. */
export function chooseInstallation(comfyui: string | undefined, env: Env): Wanted {
  if (comfyui !== undefined) {
    return isAddress(comfyui) ? { kind: 'address', url: trimmed(comfyui), asked: true } : { kind: 'folder', path: comfyui }
  }
  const path = said(env.COMFYUI_PATH)
  if (path !== undefined) return { kind: 'folder', path }
  return addressOf(env)
}

/** The address at which a ComfyUI would answer, whichever folder is meant. */
export function addressOf(env: Env): Extract<Wanted, { kind: 'address' }> {
  const url = said(env.COMFYUI_URL)
  if (url !== undefined) return { kind: 'address', url: trimmed(isAddress(url) ? url : `http://${url}`), asked: true }
  const host = said(env.COMFYUI_HOST)
  const port = said(env.COMFYUI_PORT)
  const asked = host !== undefined || port !== undefined
  return { kind: 'address', url: `http://${host ?? defaultHost}:${port ?? defaultPort}`, asked }
}

function isAddress(text: string): boolean {
  return /^https?:\/\//i.test(text)
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, '')
}

function said(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text.trim()
}
