import type { Finding } from '@greenlight/shared/report'

/** What stands in the way, in the words of the verdict's sentence. */
export const obstacleKinds = [
  'pack-missing',
  'pack-disabled',
  'pack-failed',
  'pack-waits',
  'type-missing',
  'core-too-old',
  'subgraph-missing',
  'model-missing',
  'model-corrupt',
  'model-elsewhere',
  'input-missing',
  'model-unsure',
  'type-unsure',
  'input-unsure',
  'other',
] as const
export type ObstacleKind = (typeof obstacleKinds)[number]

/** The kinds that say "nobody knows" rather than "it is not there". */
export const unsureKinds: ReadonlySet<ObstacleKind> = new Set(['model-unsure', 'type-unsure', 'input-unsure'])

/** `missing` is only what is nowhere: a model under another name or in another folder lies elsewhere. */
export function obstacleKind({ kind, fix }: Finding): ObstacleKind {
  switch (kind) {
    case 'node-type-missing':
      return fix === 'install-node-pack' || fix === 'choose-node-pack' ? 'pack-missing' : 'type-missing'
    case 'node-type-disabled':
      return 'pack-disabled'
    case 'node-type-import-failed':
      return 'pack-failed'
    case 'node-type-needs-restart':
      return 'pack-waits'
    case 'node-type-core-too-old':
      return 'core-too-old'
    case 'node-type-undetermined':
      return 'type-unsure'
    case 'subgraph-definition-missing':
      return 'subgraph-missing'
    case 'model-missing':
      return 'model-missing'
    case 'model-corrupt':
      return 'model-corrupt'
    case 'model-elsewhere':
    case 'model-misplaced':
      return 'model-elsewhere'
    case 'model-uncertain':
      return 'model-unsure'
    case 'input-missing':
      return 'input-missing'
    case 'input-uncertain':
      return 'input-unsure'
    default:
      return 'other'
  }
}

/** How many of each kind block, in the order in which they are told. */
export function countObstacles(findings: readonly Finding[]): [ObstacleKind, number][] {
  const counts = new Map<ObstacleKind, number>()
  for (const finding of findings) {
    if (finding.severity !== 'blocks') continue
    const kind = obstacleKind(finding)
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return obstacleKinds.flatMap((kind) => {
    const count = counts.get(kind)
    return count === undefined ? [] : [[kind, count] satisfies [ObstacleKind, number]]
  })
}
