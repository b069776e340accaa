import type { Choice, OpenChoice, PlanWarning, ProposeRequest, Want } from '@greenlight/shared/plans'
import type { WorkflowReport } from '@greenlight/shared/report'
import type { Installed } from '../../core/installed.js'
import { mergeWants } from '../../core/plan/merge-wants.js'
import { wantsOfReport } from '../../core/plan/wants-of-report.js'
import { wantKey } from '../../core/plan/want-key.js'
import type { Workflow } from '../../core/workflow/model.js'

/** One workflow that a proposal is about. */
export interface Asked {
  readonly report: WorkflowReport
  readonly workflow: Workflow | null
  /** Absolute path of its file, and its text where it is one; null: it is open on a canvas. */
  readonly file: { readonly path: string; readonly text: string | null } | null
}

export interface Wanted {
  readonly wants: readonly Want[]
  readonly open: readonly OpenChoice[]
  readonly warnings: readonly PlanWarning[]
}

const severalFiles = 'Widgets of several workflows are not changed in one plan.'

/** What the request wants, from the reports of its workflows and from what it names itself; each want once. */
export function readRequest(asked: readonly Asked[], request: ProposeRequest, installed: Installed): Wanted {
  const wants = new Map<string, Want>()
  const [open, warnings]: [OpenChoice[], PlanWarning[]] = [[], []]
  for (const { report, file } of asked) {
    const given = { choices: request.choices ?? [], canvas: file === null, ...(request.only === undefined ? {} : { only: request.only }) }
    const found = wantsOfReport(report, given)
    for (const want of found.wants) {
      if (want.want !== 'edit-widget' || asked.length === 1) wants.set(wantKey(want), want)
      else warnings.push({ code: 'UNANSWERED', message: severalFiles, hint: `Plan ${report.workflow.path} alone for its widget of ${want.edit.from}.`, subject: want.edit.from })
    }
    open.push(...found.open.map((choice) => withInputs(choice, report, installed)))
    warnings.push(...found.unanswered)
  }
  for (const want of request.wants ?? []) wants.set(wantKey(want), underItsOwnName(want))
  const merged = mergeWants([...wants.values()].map((want) => withConflict(want, request.choices ?? [])))
  return { wants: merged.wants, open, warnings: [...(asked.length === 0 ? [] : olderFacts(installed)), ...warnings, ...merged.warnings] }
}

/** ComfyUI is down: what it loads now may be something else. */
function olderFacts({ objectInfo, recordedAt }: Installed): PlanWarning[] {
  if (objectInfo !== 'recorded') return []
  const when = recordedAt === null ? 'of an earlier time' : `of ${recordedAt.slice(0, 10)}`
  return [{ code: 'OLDER_FACTS', message: `ComfyUI does not answer: this is judged by its list of node types ${when}.`, hint: 'If something was changed since, start ComfyUI and make the plan again.' }]
}

/** What a pack is called comes from a report or from its publisher, never from whoever asks: a plan is approved by its words. */
function underItsOwnName(want: Want): Want {
  if (want.want !== 'install-node-pack') return want
  const { title: _, ...rest } = want
  return rest
}

/** What the person chose for a folder that stands in the way. */
function withConflict(want: Want, choices: readonly Choice[]): Want {
  if (want.want !== 'install-node-pack' || want.conflict !== undefined) return want
  const chosen = choices.findLast((one): one is Extract<Choice, { about: 'pack-conflict' }> => one.about === 'pack-conflict' && one.pack === want.pack)
  return chosen === undefined ? want : { ...want, conflict: chosen.choose }
}

const endings: Readonly<Record<WorkflowReport['inputs'][number]['kind'], RegExp | null>> = {
  audio: /\.(?:aac|aif|aiff|flac|m4a|mp3|ogg|opus|wav|wma)$/i,
  file: null,
  image: /\.(?:avif|bmp|gif|jpe?g|png|tiff?|webp)$/i,
  video: /\.(?:avi|gif|mkv|mov|mp4|webm|webp)$/i,
}
const mostInputs = 200

/** What of the input folder could stand in for an input that is not there. */
function withInputs(choice: OpenChoice, report: WorkflowReport, installed: Installed): OpenChoice {
  if (choice.about !== 'input' || installed.inputs === null) return choice
  const kind = report.inputs.find(({ name, node }) => name === choice.name && node === choice.node)?.kind ?? 'file'
  const ending = endings[kind]
  const options = [...installed.inputs].filter((name) => ending === null || ending.test(name)).sort()
  return options.length === 0 ? choice : { ...choice, options: options.slice(0, mostInputs) }
}
