/** What a coded error says: `why` and `hint` take the facts of the case and make a sentence each. */
export interface Entry {
  readonly why: (facts: Facts) => string
  readonly hint: (facts: Facts) => string
}
export type Facts = Record<string, string | number | undefined>
