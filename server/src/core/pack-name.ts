/**
 * One spelling of a pack's name: lower case, `_`, `.` and blanks as `-`. The Comfy Registry proposes the repository's name as id,
 * so `ComfyUI_Foo`, `comfyui-foo` and `ComfyUI-Foo` mostly mean one pack.
 */
export function foldName(name: string): string {
  return name.trim().toLowerCase().replace(/[_.\s-]+/g, '-')
}

/** The word `name:...` under which a part of the catalogue finds a key `github.com/owner/name`; null for `id:...`. */
export function nameWord(key: string): string | null {
  return key.startsWith('id:') || !key.includes('/') ? null : `name:${foldName(key.slice(key.lastIndexOf('/') + 1))}`
}

/** ComfyUI itself stands among the packs of most lists. It is no pack. */
export const comfyUiKeys: ReadonlySet<string> = new Set(['github.com/comfyanonymous/comfyui', 'github.com/comfy-org/comfyui'])
