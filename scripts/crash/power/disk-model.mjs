const fresh = (kind, mode, more) => ({ kind, mode, ns: BigInt(Date.now()) * 1_000_000n, ...more })

/**
 * A disk in memory that knows what was promised (fsync) and what only happened. `roots`: path -> tree, all of it safe at the beginning. A name is safe when its
 * folder was synced after it came, bytes are when their file was; a name that is moved goes and comes in one.
 */
export function createDiskModel(roots) {
  /** Of files: the bytes that are safe. Absent: all that there are. */
  const safe = new Map()
  /** Changes of names that are not safe yet, oldest first: `{ folders, changes, apply }`. */
  let open = []
  const fds = new Map()
  const heads = [...roots].map(([path, node]) => ({ path, node }))
  /** Names that are safe, of each folder. */
  const keptEntries = new Map()
  const rememberAll = (node) => {
    if (node.kind !== 'folder' || keptEntries.has(node)) return
    keptEntries.set(node, new Map(node.entries))
    for (const below of node.entries.values()) rememberAll(below)
  }
  for (const { node } of heads) rememberAll(node)

  function find(path) {
    const head = heads.find((one) => path === one.path || path.startsWith(`${one.path}/`))
    if (head === undefined) return null
    const names = path.slice(head.path.length).split('/').filter((name) => name !== '')
    const name = names.pop()
    let folder = head.node
    if (name === undefined) return { folder: null, name: '', node: folder }
    for (const one of names) folder = folder?.entries?.get(one)
    return folder?.entries === undefined ? null : { folder, name, node: folder.entries.get(name) }
  }

  /** A change of names, done now and safe later. `changes`: folder, name, node or null. */
  function rename(...changes) {
    const apply = (entriesOf) => {
      for (const { folder, name, node } of changes) {
        if (node === null) entriesOf(folder).delete(name)
        else entriesOf(folder).set(name, node)
      }
    }
    apply((folder) => folder.entries)
    open.push({ folders: new Set(changes.map(({ folder }) => folder)), changes, apply })
  }

  function create(at, node) {
    if (node.kind === 'folder') keptEntries.set(node, new Map())
    if (node.kind === 'file') safe.set(node, Buffer.alloc(0))
    rename({ ...at, node })
    return node
  }

  function write(node, bytes, at) {
    dirty(node)
    const next = Buffer.alloc(Math.max(node.bytes.length, at + bytes.length))
    node.bytes.copy(next)
    bytes.copy(next, at)
    node.bytes = next
  }

  function dirty(node) {
    if (!safe.has(node)) safe.set(node, node.bytes)
  }

  function sync(node) {
    safe.delete(node)
    if (node.kind !== 'folder') return
    const going = new Set(open.filter(({ folders }) => folders.has(node)))
    // What happened to a name before came to the disk before.
    for (const one of [...open].reverse()) if ([...going].some((later) => open.indexOf(later) > open.indexOf(one) && shareName(one, later))) going.add(one)
    for (const one of open.filter((change) => going.has(change))) one.apply((folder) => keptEntries.get(folder))
    open = open.filter((change) => !going.has(change))
  }

  return {
    fds,
    find,
    rename,
    create,
    write,
    sync,
    resize(node, length) {
      dirty(node)
      const next = Buffer.alloc(length)
      node.bytes.copy(next)
      node.bytes = next
    },
    make: fresh,
    /** What is not safe now. */
    unsafe: () => ({ names: open.length, files: safe.size }),
    /**
     * The roots as they may be after a loss of power now. `keepName(at)`: whether the unsafe change of names of that number came to the disk; `keepBytes(at)`: of the
     * file of that number `all`, `none` or its `length` alone.
     */
    after({ keepName, keepBytes }) {
      const entries = new Map([...keptEntries].map(([folder, kept]) => [folder, new Map(kept)]))
      open.forEach(({ apply }, at) => keepName(at) && apply((folder) => entries.get(folder)))
      const bytesOf = new Map([...safe].map(([node, kept], at) => [node, keepBytes(at) === 'all' ? node.bytes : keepBytes(at) === 'none' ? kept : lengthAlone(kept, node.bytes)]))
      const made = new Map()
      const copy = (node) => {
        const known = made.get(node)
        if (known !== undefined) return known
        const one = { ...node }
        made.set(node, one)
        if (node.kind === 'file') one.bytes = bytesOf.get(node) ?? node.bytes
        if (node.kind === 'folder') one.entries = new Map([...entries.get(node)].map(([name, below]) => [name, copy(below)]))
        return one
      }
      return new Map(heads.map(({ path, node }) => [path, copy(node)]))
    },
  }
}

function shareName(one, other) {
  return one.changes.some(({ folder, name }) => other.changes.some((change) => change.folder === folder && change.name === name))
}

/** The disk knew how long the file is and not what stands in it. */
function lengthAlone(kept, bytes) {
  const one = Buffer.alloc(bytes.length)
  kept.copy(one)
  return one
}
