import type { Entry } from './entry.js'

/** Plans, approvals, the journal and the trash. Sorted. */
export const planProblems = {
  ACTION_TOO_SLOW: {
    why: () => 'It was not ready in the time that it may take, so it was given up.',
    hint: () => 'What was fetched is kept for the next try; approve the plan again to go on.',
  },
  APPROVAL_EXPIRED: {
    why: (f) => `The approval of plan ${f.plan} has expired.`,
    hint: () => 'Read the plan again and approve it; an approval holds for 30 minutes.',
  },
  APPROVAL_MISSING: {
    why: (f) => `Plan ${f.plan} is not approved.`,
    hint: (f) => `Approve it first: its page, or greenlight approve ${f.plan}.`,
  },
  APPROVAL_NEEDS_OWNER: {
    why: (f) => `Plan ${f.plan} runs code or takes something away, so ComfyUI\'s page cannot approve it.`,
    hint: (f) => `Approve it on Greenlight\'s own page, or with: greenlight approve ${f.plan}`,
  },
  APPROVAL_UNKNOWN: {
    why: (f) => `That approval is none of plan ${f.plan}.`,
    hint: () => 'Approve the plan and use the approval that comes back.',
  },
  APPROVAL_USED: {
    why: (f) => `The approval of plan ${f.plan} was used already.`,
    hint: () => 'An approval holds for one start; look at the plan to see how far it is.',
  },
  JOURNAL_DAMAGED: {
    why: (f) => `The journal is damaged at line ${f.line}: ${f.because}.`,
    hint: () => 'Nothing is changed until this is looked at: greenlight journal verify names the line.',
  },
  MODEL_PLACE_UNKNOWN: {
    why: (f) => `Where ${f.name} belongs cannot be told: ${f.because}.`,
    hint: () => 'Put it into its folder by hand, or start ComfyUI so that its lists can be read.',
  },
  PLAN_CHANGED: {
    why: (f) => `Plan ${f.plan} does not say what was approved.`,
    hint: () => 'Read it again and approve what it says now.',
  },
  PLAN_NOT_APPROVABLE: {
    why: (f) => `Plan ${f.plan} cannot be approved or started: it is ${f.state}.`,
    hint: (f) =>
      ['cancelled', 'failed'].includes(String(f.state))
        ? `What it has done stays. For the rest approve it again: greenlight approve ${f.plan}`
        : f.state === 'running'
          ? `It is at work: greenlight plans ${f.plan} shows how far; greenlight cancel ${f.plan} stops it.`
          : 'Make a new plan from the facts as they are now.',
  },
  PLAN_NOT_FOUND: {
    why: (f) => `There is no plan ${f.plan}.`,
    hint: () => 'A newer plan may have taken its place, or nobody approved it for a day: make it again. greenlight plans lists those that are kept.',
  },
  PLAN_NOT_UNDOABLE: {
    why: (f) => `Plan ${f.plan} cannot be undone: ${f.because}.`,
    hint: () => 'Its receipt tells what was done: greenlight journal show.',
  },
  PLAN_OTHER_INSTALLATION: {
    why: (f) => `Plan ${f.plan} is for ${f.root}, and this Greenlight looks after ${f.here}.`,
    hint: () => 'Apply it with a Greenlight that looks after that ComfyUI, or make a new plan here.',
  },
  PLAN_STALE: {
    why: (f) => `Something changed since plan ${f.plan} was made: ${f.because}.`,
    hint: () => 'Make the plan again; it takes what is there now.',
  },
  PLAN_UNREADABLE: {
    why: (f) => `Plan ${f.plan} cannot be read: ${f.because}.`,
    hint: () => 'It is left as it is; make a new plan.',
  },
  PLAN_UNWRITABLE: {
    why: (f) => `The plan cannot be kept at ${f.path}: ${f.because}.`,
    hint: () => 'Free some space, or name another state folder with --data DIR.',
  },
  POLICY_LINE_UNREADABLE: {
    why: (f) => `${f.path}${f.line === undefined ? '' : `, line ${f.line},`} is not as expected: ${f.because}.`,
    hint: (f) => f.rule === undefined ? 'Correct the line; everything else in the file holds.' : `Correct it; until then ${f.rule} is what it is without the file.`,
  },
  POLICY_REFUSED: {
    why: (f) => `Your policy refuses ${f.what}: ${f.because} (rule ${f.rule}).`,
    hint: (f) => `To allow it, change ${f.rule} in ${f.path ?? 'policy.yaml'}.`,
  },
  RESULT_NOT_SHOWN: {
    why: (f) => `It was done, but what must be true afterwards is not: ${f.says}`,
    hint: () => 'It was taken back. Its receipt tells what was tried: greenlight journal show.',
  },
  STATE_FOLDER_BUSY: {
    why: (f) => `Another Greenlight writes to the state folder: ${f.holder}.`,
    hint: () => 'Wait until it is done, or stop it.',
  },
  TICK_MISSING: {
    why: (f) => `Plan ${f.plan} asks for a word of its own: ${f.says}`,
    hint: (f) => `Agree to it where you approve: --tick "${f.key}", or its box on the page.`,
  },
  TRASH_ENTRY_NOT_FOUND: {
    why: (f) => `There is no entry ${f.entry} in the trash.`,
    hint: () => 'greenlight trash lists those that are there.',
  },
  UNDO_CONFLICT: {
    why: (f) => `What plan ${f.plan} did was changed since: ${f.because}.`,
    hint: () => 'Undo would lose that change. Put it aside first, or leave the plan as it is.',
  },
} as const satisfies Record<string, Entry>
