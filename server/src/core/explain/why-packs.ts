import type { PackCard, PackChoice, PackResolution, UnknownType } from '@greenlight/shared/packs'

/** How the node packs of these types were chosen, as lines: each pack once, what stays open, and the steps that led there. */
export function packLines(packs: PackResolution | undefined, types: readonly string[]): string[] {
  if (packs === undefined || types.length === 0) return []
  const asked = (explained: readonly string[]): boolean => explained.some((type) => types.includes(type))
  const steps = packs.derivation.steps.filter((step) => types.some((type) => step.startsWith(`${type}: `)))
  return [
    ...packs.cards.filter(({ explains }) => asked(explains)).flatMap(cardLines),
    ...packs.choices.filter((choice) => asked(choice.types)).flatMap(choiceLines),
    ...packs.unknown.filter(({ type }) => types.includes(type)).flatMap(unknownLines),
    ...(steps.length === 0 ? [] : ['  how it was worked out:', ...steps.map((step) => `    ${step}`)]),
    ...(packs.derivation.exact ? [] : ['    not every combination of packs could be looked at: what depends on that was left open']),
  ]
}

function cardLines(card: PackCard): string[] {
  const { pack, version, explains, nodes } = card
  return [
    `  node pack ${pack.title}: explains ${explains.length === 1 ? '1 node type' : `${explains.length} node types`} of this workflow (${nodes.length === 1 ? '1 node' : `${nodes.length} nodes`}): ${explains.join(', ')}`,
    ...card.why.map((says) => `    ${says}`),
    ...(version === undefined ? [] : [`    version ${version.version}: ${version.says}`]),
    ...card.risks.map((risk) => `    know before: ${risk.says}`),
    ...card.alternatives.map(({ candidate, difference }) => `    instead ${candidate.title}${candidate.repository === null ? '' : ` <${candidate.repository}>`}: ${difference}`),
  ]
}

function choiceLines(choice: PackChoice): string[] {
  return [
    `  a choice is open for ${choice.types.join(', ')}`,
    ...choice.why.map((says) => `    ${says}`),
    ...choice.options.map(({ candidate, difference }) => `    either ${candidate.title}${candidate.repository === null ? '' : ` <${candidate.repository}>`}: ${difference}`),
  ]
}

function unknownLines({ next, words }: UnknownType): string[] {
  return [`    ${next}`, `    words to search for: ${words.join(' / ')}`]
}
