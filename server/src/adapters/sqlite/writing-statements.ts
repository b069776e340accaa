import { prepare, type Prepared, type Sqlite } from './connect.js'

/** A place as writing needs it. */
export interface PlaceRow {
  readonly id: number
  readonly size: number
  readonly modified: number
  readonly inode: string | null
  readonly link: string | null
  readonly content_id: number
}

export interface ContentRow {
  readonly id: number
  readonly size: number
  readonly facts_version: number
  readonly facts_id: number | null
  readonly blake3: string | null
}

type Identity = [inode: string, size: number, modified: number]

/** SQLite's own: the statements that run for every file of a scan, prepared once. */
export function prepareWriting(sqlite: Sqlite) {
  const make = <P extends unknown[], R = never>(text: string): Prepared<P, R> => prepare<P, R>(sqlite, text)
  const place = 'select id, size, modified, inode, link, content_id from files'
  const same = 'inode = ? and +size = ? and +modified = ?'
  return {
    rootId: make<[string], { id: number }>('select id from roots where path = ?'),
    highest: make<[], { file: number; content: number; facts: number }>(
      `select coalesce((select max(id) from files), 0) as file, coalesce((select max(id) from contents), 0) as content,
       coalesce((select max(id) from facts), 0) as facts`,
    ),
    lastWalk: make<[], { last: number }>('select coalesce(max(walked), 0) as last from roots'),
    someDeparted: make<[], { one: number }>('select 1 as one from departed limit 1'),

    placeNamed: make<[number, string], PlaceRow>(`${place} where root_id = ? and name = ?`),
    placeById: make<[number], PlaceRow>(`${place} where id = ?`),
    /** Asked for every new file and nearly always in vain; the plus keeps the planner at the index of inodes. */
    somePlaceOfBytes: make<Identity, { id: number }>(
      'select id from files where inode = ? and +size = ? and +modified = ? limit 1',
    ),
    firstPlaceOfBytes: make<Identity, { id: number; content_id: number }>(
      `select f.id, f.content_id from files f join roots r on r.id = f.root_id
       where f.inode = ? and +f.size = ? and +f.modified = ? order by r.position, f.name limit 1`,
    ),
    addPlace: make<[number, number, string, string, string, number, number, string | null, string | null, number]>(
      `insert into files (id, root_id, name, lowered, ending, size, modified, inode, link, content_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    changePlace: make<[number, number, string | null, string | null, number, number]>(
      'update files set size = ?, modified = ?, inode = ?, link = ?, content_id = ? where id = ?',
    ),
    meetPlace: make<[string | null, string | null, number]>('update files set inode = ?, link = ? where id = ?'),
    dropPlace: make<[number]>('delete from files where id = ?'),

    departedOfBytes: make<Identity, { content_id: number; claims: string | null }>(
      `select content_id, claims from departed where inode = ? and size = ? and modified = ?`,
    ),
    depart: make<[...Identity, number, string | null, number]>(
      `insert into departed (inode, size, modified, content_id, claims, since) values (?, ?, ?, ?, ?, ?)
       on conflict (inode, size, modified) do update set content_id = excluded.content_id, claims = excluded.claims, since = excluded.since`,
    ),

    claims: make<[number], { list: string }>('select list from claims where file_id = ?'),
    setClaims: make<[number, string]>(
      'insert into claims (file_id, list) values (?, ?) on conflict (file_id) do update set list = excluded.list',
    ),
    dropClaims: make<[number]>('delete from claims where file_id = ?'),

    content: make<[number], ContentRow>('select id, size, facts_version, facts_id, blake3 from contents where id = ?'),
    contentOfBlake3: make<[string], ContentRow>(
      'select id, size, facts_version, facts_id, blake3 from contents where blake3 = ?',
    ),
    addContent: make<[number, number]>('insert into contents (id, size) values (?, ?)'),
    /** Only where nothing stands on it any more. */
    dropContent: make<[number, number, number], { facts_id: number | null }>(
      `delete from contents where id = ? and not exists (select 1 from files where content_id = ?)
       and not exists (select 1 from departed where content_id = ?) returning facts_id`,
    ),
    /** Facts of new contents are appended, those of known ones replaced. */
    /** Facts of new contents are appended, those of known ones replaced. */
    describeContent: make<[number, number, string, string | null, string | null, number | null, number]>(
      'update contents set facts_version = ?, facts_id = ?, health = ?, kind = ?, family = ?, fingerprint_key = ? where id = ?',
    ),
    setFacts: make<[number, number, string, string | null, string | null, string]>(
      `insert into facts (id, content_id, format, quantisation, fingerprint, says) values (?, ?, ?, ?, ?, ?)
       on conflict (id) do update set format = excluded.format, quantisation = excluded.quantisation,
       fingerprint = excluded.fingerprint, says = excluded.says`,
    ),
    setDigests: make<[string, string | null, string | null, number]>(
      'update contents set blake3 = ?, sha256 = coalesce(?, sha256), tensors_sha256 = coalesce(?, tensors_sha256) where id = ?',
    ),
    setKeys: make<[string | null, string | null, string | null, number]>(
      'update contents set quick = coalesce(?, quick), comfydock16 = coalesce(?, comfydock16), comfygit16 = coalesce(?, comfygit16) where id = ?',
    ),

    /** From one content to another: all of it, or what has the bytes of one stat. */
    movePlaces: make<[number, number]>('update files set content_id = ? where content_id = ?'),
    moveDeparted: make<[number, number]>('update departed set content_id = ? where content_id = ?'),
    moveSamePlaces: make<[number, number, number, string | null, number, number]>(
      `update files set content_id = ? where content_id = ? and (id = ? or (${same}))`,
    ),
    moveSameDeparted: make<[number, number, string | null, number, number]>(
      `update departed set content_id = ? where content_id = ? and inode = ? and size = ? and modified = ?`,
    ),
    giveFacts: make<[number, number]>('update facts set content_id = ? where id = ?'),
    dropFacts: make<[number]>('delete from facts where id = ?'),
    copyDescription: make<[number, number]>(
      `update contents set (facts_version, facts_id, health, kind, family, fingerprint_key) =
       (select o.facts_version, o.facts_id, o.health, o.kind, o.family, o.fingerprint_key from contents o where o.id = ?) where id = ?`,
    ),
    loseDescription: make<[number]>('update contents set facts_version = 0, facts_id = null where id = ?'),
    copyKeys: make<[number, number]>(
      `update contents set (quick, comfydock16, comfygit16) = (select coalesce(contents.quick, o.quick), coalesce(contents.comfydock16, o.comfydock16),
       coalesce(contents.comfygit16, o.comfygit16) from contents o where o.id = ?) where id = ?`,
    ),
  }
}

export type WritingStatements = ReturnType<typeof prepareWriting>
