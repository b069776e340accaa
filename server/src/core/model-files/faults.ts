import type { Fault } from '../model-facts.js'

/** A loader will fail on it. `code` is a short snake_case word, `says` a sentence for a person. */
export function blocks(code: string, says: string): Fault {
  return { code, severity: 'blocks', says }
}

/** Odd, and it loads. */
export function warns(code: string, says: string): Fault {
  return { code, severity: 'warns', says }
}

/** Collects faults of one file: one per code, so that a million bad tensors are one sentence that counts them. */
export class FaultList {
  readonly #first = new Map<string, Fault>()
  readonly #counts = new Map<string, number>()

  /** `makeSentence` is asked only for the first of its code: sentences about a million tensors would cost seconds. */
  add(severity: Fault['severity'], code: string, makeSentence: () => string): void {
    const count = this.#counts.get(code) ?? 0
    this.#counts.set(code, count + 1)
    if (count === 0) this.#first.set(code, { code, severity, says: makeSentence() })
  }

  blocks(code: string, makeSentence: () => string): void {
    this.add('blocks', code, makeSentence)
  }

  warns(code: string, makeSentence: () => string): void {
    this.add('warns', code, makeSentence)
  }

  /** In the order of first appearance, those that block first. */
  list(): readonly Fault[] {
    const faults = [...this.#first.values()].map((fault) => {
      const more = (this.#counts.get(fault.code) ?? 1) - 1
      return more === 0 ? fault : { ...fault, says: `${fault.says} (And ${more} more of this kind.)` }
    })
    return [...faults.filter(isBlocking), ...faults.filter((fault) => !isBlocking(fault))]
  }
}

function isBlocking(fault: Fault): boolean {
  return fault.severity === 'blocks'
}
