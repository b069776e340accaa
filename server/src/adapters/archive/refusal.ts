/** Why an archive is refused; each has its own sentence for people. */
export const refusalCodes = [
  'bad-structure',
  'checksum',
  'disk',
  'encrypted',
  'hides-something',
  'kind-refused',
  'method-refused',
  'name-collision',
  'name-refused',
  'not-an-archive',
  'ratio',
  'size-lies',
  'too-big',
  'too-many',
  'truncated',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** Thrown inside this folder only; `extractArchive` answers it as a value. */
export class ArchiveRefusal extends Error {
  readonly code: RefusalCode
  constructor(code: RefusalCode, because: string) {
    super(because)
    this.name = 'ArchiveRefusal'
    this.code = code
  }
}

/** A foreign name as people may see it: short, one line, nothing invisible. */
export function shown(name: string): string {
  const line = JSON.stringify(name.length > 80 ? `${name.slice(0, 79)}…` : name)
  return line.replace(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\p{Surrogate}]/gu, '\ufffd')
}
