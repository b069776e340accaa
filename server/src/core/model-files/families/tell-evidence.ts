import type { Evidence } from '@greenlight/shared/report'
import type { DeclaredFamily } from './declared-families.js'
import { familyTitle } from './family-title.js'
import type { Match } from './match-rules.js'

const shown = 3

/** `SDXL diffusion model: it has label_emb.0.0.weight and ... (rule sdxl, from ComfyUI comfy/model_detection.py)`. */
export function tellMatch({ rule, names }: Match): Evidence {
  const title = rule.family === null ? '' : `${familyTitle(rule.family)} `
  const note = rule.note === undefined ? '' : ` (${rule.note})`
  const first = names[0]
  const proof = first === undefined ? 'it has tensors of that kind' : `it has ${names.slice(0, shown).join(' and ')}`
  const says = `${title}${words(rule.kind)}${note}: ${proof} (rule ${rule.id}, from ${rule.source})`
  return first === undefined ? { from: 'tensors', says } : { from: 'tensors', says, where: first }
}

function words(kind: string): string {
  return kind.replaceAll('-', ' ')
}

export function tellCompanions(heads: readonly string[]): Evidence {
  return {
    from: 'tensors',
    says: `beside the diffusion model lie ${heads.join(', ')}: it is a checkpoint`,
    where: heads[0] ?? '',
  }
}

export function tellTie(matches: readonly Match[]): Evidence {
  return {
    from: 'tensors',
    says: `rules ${matches.map(({ rule }) => rule.id).join(' and ')} speak for it alike, so none is taken`,
  }
}

export function tellNothing(name: string): Evidence {
  return { from: 'tensors', says: `no rule knows the tensors of ${quote(name)}` }
}

/** `contradicts`: the family that tensors show instead; empty where both agree, null where tensors show none. */
export function tellDeclared({ key, value, family }: DeclaredFamily, contradicts: string | null): Evidence {
  const claim = `${key} says ${quote(value)}, which is ${familyTitle(family)}`
  const says =
    contradicts === null || contradicts === ''
      ? claim
      : `${claim}; its tensors are those of ${contradicts}, and tensors are believed`
  return { from: 'metadata', says, where: key }
}

/** Foreign text on one line, cut to what a sentence bears. */
function quote(text: string): string {
  const plain = text.slice(0, 80).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\u{fffd}')
  return `“${plain}${text.length > 80 ? '…' : ''}”`
}
