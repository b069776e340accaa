/** A file that is no model of any format. */
export interface Foreign {
  readonly code: string
  /** With its article: `a web page`. */
  readonly what: string
  /** For a person: what it is, and what to do. */
  readonly says: string
}
