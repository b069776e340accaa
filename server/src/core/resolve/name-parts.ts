/** Words that say what a repository is, not which one. */
const packaging = new Set(
  'a advanced ai collection comfy comfyui custom extension extensions for native node nodes pack plugin plus simple studio suite support the tool toolkit tools ui unofficial util utils utilities wrapper'.split(' '),
)
/** Left over alone, these name half of all packs. */
const ordinary = new Set('audio image images lora loader mask math model models prompt sampler save text upscale upscaler video videos workflow'.split(' '))

/** `ComfyUI_IPAdapter_plus` -> `comfy ui ip adapter plus`: at case changes, digits kept with what they follow, lower case. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/**
 * What is particular in a repository's name, run together: `ComfyUI-WanVideoWrapper` -> `wanvideo`. Empty when nothing is, or
 * too little to tell (under four letters, or one ordinary word).
 */
export function stemOf(repositoryName: string): string {
  const words = wordsOf(repositoryName.replace(/comfyui/gi, ' '))
  while (packaging.has(words[0] ?? '')) words.shift()
  while (packaging.has(words.at(-1) ?? '')) words.pop()
  const stem = words.join('')
  return stem.length < 4 || (words.length === 1 && ordinary.has(stem)) ? '' : stem
}

/** Letters and digits alone, lower case: `UltimateSD Upscale` and `ultimatesdupscale` are one. */
export function squeeze(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

/**
 * A mark that an author puts on all names of a pack: `VHS_...`, `... (rgthree)`, `... [Crystools]`, `...+`, `ImageResizeKJ`.
 * Ordinary words are none: half of all packs have names that begin with `Image`.
 */
export function familyMarks(type: string): { readonly text: string; readonly at: 'start' | 'end' }[] {
  const marks: { text: string; at: 'start' | 'end' }[] = []
  const put = (found: RegExpExecArray | null, at: 'start' | 'end') => {
    const text = found?.[0]
    if (text !== undefined && text.length < type.length) marks.push({ text, at })
  }
  put(/^[\p{L}\p{N}]{2,8}_/u.exec(type), 'start')
  put(/^[^\p{L}\p{N}\s]+\s*/u.exec(type), 'start')
  put(/\s*[([][^()[\]]{1,40}[)\]]$/.exec(type), 'end')
  put(/[^\p{L}\p{N}\s()[\]]+$/u.exec(type), 'end')
  put(/(?<=\p{Ll})\p{Lu}{2,5}$/u.exec(type), 'end')
  return marks
}
