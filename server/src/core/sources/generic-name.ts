import { isGenericStem } from '../names/generic-stems.js'
import { readName } from '../names/read-name.js'

/** Whether many different files are published under this name (`diffusion_pytorch_model.safetensors`): alone it says nothing. */
export function isGenericFileName(name: string): boolean {
  const reading = readName(name)
  return reading.rest !== '' && isGenericStem(reading.tokens())
}
