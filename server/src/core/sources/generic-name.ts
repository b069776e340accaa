import { isGenericStem } from '../names/generic-stems.js'
import { readName } from '../names/read-name.js'

/** Letters of which every word of a generic name has some: what has a word without them needs no closer look. */
const telling =
  /adap|awq|best|bf|check|ckpt|clip|conf|control|deco|diff|ema|enco|final|float|fn|fp|full|gguf|gptq|half|int|last|lora|mix|model|net|nf|open|prun|quant|scaled|text|torch|transf|unet|vae|vision|weight/

/** Whether many different files are published under this name (`diffusion_pytorch_model.safetensors`): alone it says nothing. */
export function isGenericFileName(name: string): boolean {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
  const words =
    base
      .replace(/\.[a-z0-9]{2,12}$/i, '')
      .toLowerCase()
      .match(/[a-z]{3,}/g) ?? []
  if (words.some((word) => !telling.test(word))) return false
  const reading = readName(name)
  return reading.rest !== '' && isGenericStem(reading.tokens())
}
