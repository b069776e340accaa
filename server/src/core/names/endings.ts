/** Pickles can run code when they are loaded; safetensors of the same weights cannot, which is why people convert them. */
const pickles = new Set(['bin', 'ckpt', 'pt', 'pt2', 'pth', 'pkl'])
const others = new Set(['gguf', 'jit', 'onnx', 'safetensor', 'safetensors', 'sft'])

/** A folded base name without its endings; `name.ckpt.safetensors` has two, of which the last one counts. */
export function splitEndings(base: string): { readonly rest: string; readonly ending: string } {
  let rest = base
  let ending = ''
  for (;;) {
    const dot = rest.lastIndexOf('.')
    const last = dot > 0 ? rest.slice(dot + 1).trim() : ''
    if (!pickles.has(last) && !others.has(last)) return { rest, ending }
    if (ending === '') ending = last.startsWith('safetensor') || last === 'sft' ? 'safetensors' : last
    rest = rest.slice(0, dot)
  }
}

/**
 * What another ending means: `same`: none said or alike; `converted`: the same weights are published as both and the same
 * loaders read them; `other`: another loader, or a pickle where none was asked for.
 */
export function compareEndings(asked: string, found: string): 'converted' | 'other' | 'same' {
  if (asked === found || asked === '' || found === '') return 'same'
  return pickles.has(asked) && (pickles.has(found) || found === 'safetensors') ? 'converted' : 'other'
}
