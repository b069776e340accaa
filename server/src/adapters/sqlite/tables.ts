/**
 * The tables of the model index, in column types that SQLite and PostgreSQL share. Texts of JSON are ours: `facts.says` is
 * ModelFacts, `claims.list` CompanionClaim[], `roots.folders` and `roots.problems` as below. PostgreSQL would differ in this:
 * text compared byte by byte needs `collate "C"`, and its driver answers `bigint` and sums as text.
 */
export interface Tables {
  roots: RootsTable
  files: FilesTable
  contents: ContentsTable
  facts: FactsTable
  claims: ClaimsTable
  departed: DepartedTable
}

export interface RootsTable {
  id: number
  path: string
  origin: string
  position: number
  /** `searchText` of the path with its last slash. */
  search: string
  /** [{ name, accepts: 'any' | 'diffusers' | endings }] */
  folders: string
  /** Number of its last whole walk; numbers grow over all roots. 0: never. */
  walked: number
  /** Findings of that walk, Problem[]. */
  problems: string
}

/** A place. Many may share one content. */
export interface FilesTable {
  id: number
  root_id: number
  name: string
  /** `searchText` of the name. */
  lowered: string
  ending: string
  size: number
  modified: number
  inode: string | null
  link: string | null
  content_id: number
}

/** Bytes. The hashes are null until they are known; no sample is ever a key of identity (D8). */
export interface ContentsTable {
  id: number
  size: number
  /** 0: no facts, or those of another version. */
  facts_version: number
  facts_id: number | null
  health: string | null
  kind: string | null
  family: string | null
  /** The first 28 bits of the fingerprint. Without an index: a scan of this narrow table is quick, an index would be written at random. */
  fingerprint_key: number | null
  blake3: string | null
  sha256: string | null
  tensors_sha256: string | null
  quick: string | null
  comfydock16: string | null
  comfygit16: string | null
}

/**
 * Apart from contents, so that a search over those reads little; with ids of its own, so that new ones are appended, whatever
 * order contents are described in: a page is written once, not once for each of its rows.
 */
export interface FactsTable {
  id: number
  content_id: number
  format: string
  quantisation: string | null
  fingerprint: string | null
  says: string
}

/** Companion files lie beside a place. Only places that have some. */
export interface ClaimsTable {
  file_id: number
  list: string
}

/** Contents that left a place, by the stat of that time: they may turn up at another until every root was walked. */
export interface DepartedTable {
  inode: string
  size: number
  modified: number
  content_id: number
  claims: string | null
  /** Number of the last walk when it left. */
  since: number
}
