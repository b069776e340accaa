import type { ObstacleKind } from '../readings/obstacles.js'
import { counted, isOrAre, joined } from './english.js'
import { formatAgo, formatNumber, formatSize } from './format.js'

/** `2 node packs are missing`; the last word pairs are split so that equal endings can be said once. */
const obstacles: Record<ObstacleKind, (count: number) => [what: string, how: string]> = {
  'pack-missing': (count) => [counted(count, 'node pack'), isOrAre(count, 'missing')],
  'pack-disabled': (count) => [counted(count, 'node pack'), isOrAre(count, 'switched off')],
  'pack-failed': (count) => [counted(count, 'node pack'), 'did not load'],
  'pack-waits': (count) => [counted(count, 'node pack'), count === 1 ? 'needs a restart of ComfyUI' : 'need a restart of ComfyUI'],
  'type-missing': (count) => [counted(count, 'unknown node type'), isOrAre(count, 'missing')],
  'core-too-old': (count) => [counted(count, 'need'), 'another ComfyUI version'],
  'subgraph-missing': (count) => [counted(count, 'subgraph'), isOrAre(count, 'missing')],
  'model-missing': (count) => [counted(count, 'model'), isOrAre(count, 'missing')],
  'model-corrupt': (count) => [counted(count, 'model'), isOrAre(count, 'damaged')],
  'model-elsewhere': (count) => [counted(count, 'model'), count === 1 ? 'lies elsewhere' : 'lie elsewhere'],
  'input-missing': (count) => [counted(count, 'input'), isOrAre(count, 'missing')],
  'model-unsure': (count) => [counted(count, 'model'), 'cannot be judged'],
  'type-unsure': (count) => [counted(count, 'node type'), 'cannot be judged'],
  'input-unsure': (count) => [counted(count, 'input'), 'cannot be judged'],
  other: (count) => [counted(count, 'thing'), count === 1 ? 'stands in the way' : 'stand in the way'],
}

/** `2 node packs and 1 model are missing, 1 model lies elsewhere`: kinds that end alike are told together. */
function sayObstacles(kinds: readonly (readonly [ObstacleKind, number])[]): string {
  const groups = new Map<string, { whats: string[]; how: string }>()
  for (const [kind, count] of kinds) {
    if (kind === 'core-too-old') {
      groups.set(kind, { whats: ['ComfyUI'], how: 'needs another version' })
      continue
    }
    const [what, how] = obstacles[kind](count)
    const key = how.replace(/^(is|are) |^(lies|lie) /, '')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { whats: [what], how })
    else {
      group.whats.push(what)
      group.how = how.replace(/^is /, 'are ').replace(/^lies /, 'lie ')
    }
  }
  return [...groups.values()].map(({ whats, how }) => `${joined(whats)} ${how}`).join(', ')
}

/** Every text of the panel and of the page in English. A second language is a second file of this shape. */
export const en = {
  name: 'Greenlight',
  tab: { title: 'Greenlight', tooltip: 'Greenlight: will this workflow run here?' },
  command: {
    open: 'Greenlight: open the panel',
    check: 'Greenlight: check this workflow',
    explain: 'Greenlight: explain this node',
    checkHere: 'Check this workflow',
    explainHere: 'Explain this node',
    menu: 'Greenlight',
  },
  mark: { pack: 'pack', model: 'model', input: 'input', 'old-core': 'old core', subgraph: 'subgraph', other: 'check' },
  verdict: {
    ready: 'Ready to queue',
    willNot: 'Will not run here',
    willNotYet: 'Will not run here yet',
    cannotTell: 'Cannot tell yet',
    unreadable: 'Cannot be read',
    noGraph: 'No workflow in this file',
    sayObstacles,
    choices: (count: number) => `${counted(count, 'choice')} to make`,
    warnings: (count: number) => counted(count, 'warning'),
    stands: (nodes: number, models: number, bytes: number) =>
      [counted(nodes, 'node'), ...(models === 0 ? [] : [counted(models, 'model')]), ...(bytes === 0 ? [] : [formatSize(bytes)])].join(' · '),
    checked: (then: number, now: number) => `checked ${now - then < 2000 ? 'just now' : formatAgo(then, now)}`,
    changed: 'changed since, checking again',
    sentence: (head: string, rest: string) => (rest === '' ? `${head}.` : `${head}: ${rest}.`),
  },
  source: {
    file: "judged by a saved list of ComfyUI's nodes",
    recorded: (when: string) => `judged by ComfyUI's node list of ${when}: ComfyUI did not answer`,
    recordedSometime: "judged by an older list of ComfyUI's nodes: ComfyUI did not answer",
    none: "ComfyUI's node list is not known: start ComfyUI to be sure",
  },
  list: {
    label: 'What stands in the way',
    blocks: 'Blocks',
    warns: 'Warns',
    severity: { blocks: 'blocks', warns: 'warns', informs: 'for information' },
    nodes: (count: number) => counted(count, 'node'),
    show: (count: number) => (count === 1 ? 'Show the node on the canvas' : `Show the next of ${formatNumber(count)} nodes on the canvas`),
    shown: (place: number, count: number) => `${formatNumber(place)} of ${formatNumber(count)}`,
    notFound: 'This node is no longer on the canvas.',
    why: 'why',
    whyNamed: (subject: string) => `Why: ${subject}`,
    more: (count: number) => `Show ${formatNumber(count)} more`,
    copyName: 'Copy the full name',
    keys: 'Arrow keys move, Enter shows the node, W says why, Escape goes back.',
  },
  group: {
    inactive: 'Inactive needs',
    inactiveSays: 'Muted or bypassed: they do not stop the run.',
    inputs: 'Inputs',
    inputsPresent: (present: number, all: number) => `${formatNumber(present)} of ${formatNumber(all)} present`,
    models: 'Models in use',
    packs: 'Node packs in use',
    informs: 'Also worth knowing',
    notes: 'Notes in the workflow',
    count: (count: number) => formatNumber(count),
  },
  state: {
    present: 'present',
    elsewhere: 'elsewhere',
    misplaced: 'in another folder',
    missing: 'missing',
    uncertain: 'cannot tell',
    corrupt: 'damaged',
    'downloads-itself': 'fetched by its node',
    registered: 'installed',
    'frontend-only': 'part of the page',
    disabled: 'switched off',
    'import-failed': 'did not load',
    'needs-restart': 'needs a restart',
    'core-too-old': 'another ComfyUI version',
    undetermined: 'cannot tell',
  },
  footer: {
    label: 'Actions',
    check: 'Check again',
    report: 'Report',
    markdown: 'Copy as Markdown',
    json: 'Copy as JSON',
    copied: 'Copied',
    notCopied: 'Could not copy',
    page: 'Open page',
    pageSays: 'Saved workflows and larger reports, in a window of its own',
  },
  empty: { head: 'Nothing open', says: 'Open a workflow and Greenlight tells whether it will run here.' },
  checking: { first: 'Checking…', again: 'Checking again…', connecting: 'Looking for the companion…' },
  progress: (what: string, done: number, total: number | null) =>
    total === null ? `${what}: ${formatNumber(done)}` : `${what}: ${formatNumber(done)} of ${formatNumber(total)}`,
  companion: {
    absent: "Greenlight's companion is not running",
    start: "Start it in Greenlight's folder:",
    command: 'npm start',
    copy: 'Copy',
    copyCommand: 'Copy the command',
    meanwhile: 'Meanwhile, from ComfyUI alone:',
    unregistered: (types: number) =>
      types === 0 ? 'every node type of this workflow is registered; models are not looked at.' : `${counted(types, 'node type')} of this workflow ${isOrAre(types, 'not registered')}.`,
    retry: 'Try again',
    older: 'This report is from before the companion stopped.',
    tooOld: (version: string) => `Greenlight's companion (${version}) is older than this panel`,
    tooOldSays: 'Update Greenlight in its folder (git pull), then start it again with npm start.',
    tooNew: (version: string) => `Greenlight's companion (${version}) is newer than this panel`,
    tooNewSays: 'Reload this page; if that changes nothing, restart ComfyUI so that it serves the newer panel.',
    refused: 'The companion does not accept this page',
  },
  problem: { head: 'The check did not come through', details: 'Copy details', older: 'Below: the answer before this one.' },
  problems: {
    absent: { code: 'SIDECAR_ABSENT', message: "Greenlight's companion is not running.", hint: "Run `npm start` in Greenlight's folder." },
    unreadable: {
      code: 'PANEL_REPLY_UNREADABLE',
      message: "The companion's answer is not as agreed.",
      hint: 'Reload this page and restart the companion, so that both are of the same version.',
    },
    part: { code: 'PANEL_PART_MISSING', message: 'A part of the panel did not load.', hint: 'Reload this page: the panel has been updated since it was opened.' },
    graph: { code: 'PANEL_GRAPH_UNREADABLE', message: 'ComfyUI could not write down the open graph.', hint: 'A node pack may stand in the way. Save the workflow, reload the page and try again.' },
    picture: { code: 'PANEL_GRAPH_UNREADABLE', message: 'The graph of a dropped picture is not at hand here.', hint: 'Open it in ComfyUI, or drop the workflow as a .json file.' },
    fileEmpty: { code: 'FILE_EMPTY', message: 'The file is empty.', hint: 'Save or download it again.' },
    fileTooLarge: (name: string, limit: number) => ({
      code: 'FILE_TOO_LARGE',
      message: `${name} is larger than ${formatSize(limit)}.`,
      hint: 'A workflow is seldom larger than a few megabytes: check that this is the file you meant.',
    }),
    fileUnreadable: (name: string) => ({ code: 'FILE_UNREADABLE', message: `${name} cannot be read.`, hint: 'Check that it is a file and not a folder, and that it is still there.' }),
  },
  page: {
    list: 'Saved workflows',
    filter: 'Verdict',
    all: 'all',
    search: 'Search',
    sort: 'Sort',
    sorts: { worst: 'worst first', name: 'by name', newest: 'newest first' },
    verdicts: { unreadable: 'unreadable', blocked: 'blocked', 'needs-choice': 'needs a choice', fixable: 'fixable', ready: 'ready' },
    blocks: (count: number) => (count === 0 ? '' : `${formatNumber(count)} in the way`),
    noneSaved: 'This installation has no saved workflows.',
    noneFound: 'No workflow matches.',
    choose: 'Choose a file…',
    drop: 'Drop a workflow or a picture here',
    dropSays: 'or anywhere on this page: .json, .png, .webp, .mp4 and others that carry a workflow.',
    dropped: 'Dropped file',
    pick: 'Choose a workflow on the left, or drop one here.',
    signedOut: 'This page needs the address that the terminal printed',
    signedOutSays: 'Open it once: it signs this browser in. It holds for 5 minutes and one use; to get a fresh one, run this in Greenlight’s folder:',
    signingIn: 'Signing in…',
    stopped: 'Start it again in Greenlight’s folder and open the address that it prints:',
    noComfy: 'No ComfyUI is known here.',
    installation: (root: string) => `ComfyUI in ${root}`,
  },
}
export type Texts = typeof en
