/** How trainers call the part of the model that they change, and what we make of it; the longest come first. */
const prefixes: readonly (readonly [string, string])[] = [
  ['base_model.model.transformer.', ''],
  ['unet.base_model.model.', ''],
  ['base_model.model.', ''],
  ['model.diffusion_model.', ''],
  ['diffusion_model.', ''],
  ['lora_prior_unet_', 'prior/'],
  ['lora_prior_te_', 'prior/te_'],
  ['lora_transformer_', ''],
  ['lora_unet__', ''],
  ['lora_unet_', ''],
  ['lora_te1_', 'te1/'],
  ['lora_te2_', 'te2/'],
  ['lora_te3_', 'te3/'],
  ['lora_te_', 'te/'],
  ['lycoris_', ''],
  ['text_encoder_2.', 'te2/'],
  ['text_encoder_3.', 'te3/'],
  ['text_encoder.', 'te/'],
  ['text_encoders.', 'te/'],
  ['transformer.', ''],
  ['unet.', ''],
]

/** The name of a module without its trainer's prefix, `_` for every point: `double_blocks_7_img_mod_lin`. */
export function rawName(module: string): string {
  const known = prefixes.find(([prefix]) => module.startsWith(prefix))
  const rest = known === undefined ? module : known[1] + module.slice(known[0].length)
  return rest.replaceAll('.', '_')
}

/**
 * The same with `#` for every number that stands by itself. Many modules share what comes before a number, so `spelled` remembers
 * that: a large LoRA takes a third of the time.
 */
export function plainName(module: string, spelled: Map<string, string>): string {
  const end = endOfLastNumber(module)
  if (end === 0) return rawName(module)
  const head = module.slice(0, end)
  let plain = spelled.get(head)
  if (plain === undefined) spelled.set(head, (plain = `${plainName(withoutNumber(head), spelled)}_#`))
  return end === module.length ? plain : plain + module.slice(end).replaceAll('.', '_')
}

/** Without the number at its end and the border before it. */
function withoutNumber(head: string): string {
  let end = head.length
  while (isDigit(head.charCodeAt(end - 1))) end--
  return head.slice(0, end - 1)
}

const zero = 48
const nine = 57

/** Behind the last segment that is a number; 0 where there is none. */
function endOfLastNumber(module: string): number {
  let end = module.length
  while (end > 0) {
    let start = end
    while (start > 0 && isDigit(module.charCodeAt(start - 1))) start--
    if (start < end && start > 0 && isBorder(module, start - 1) && (end === module.length || isBorder(module, end)))
      return end
    end = start < end ? start : end - 1
  }
  return 0
}

function isDigit(code: number): boolean {
  return code >= zero && code <= nine
}

function isBorder(module: string, at: number): boolean {
  const code = module.charCodeAt(at)
  return code === 46 || code === 95
}
