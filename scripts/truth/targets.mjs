/** What must hold, in one place. `measure` answers a share between 0 and 1, or null where there was nothing to measure. */
const share = ({ of, right }) => (of === 0 ? null : right / of)

export const targets = [
  { name: 'whole reports right', least: 0.95, measure: (counts) => share({ of: counts.reports, right: counts.whole }) },
  { name: 'types with one answer right', least: 0.99, measure: (counts) => share(counts.singles) },
  { name: 'ambiguous types shown with all claimants', least: 1, measure: (counts) => share(counts.ambiguous) },
  { name: 'claimants told even where one is taken', least: 1, measure: (counts) => share(counts.told) },
  { name: 'unknown types left unknown', least: 1, measure: (counts) => share(counts.unknown) },
  { name: "ComfyUI's own types not called missing", least: 1, measure: (counts) => share(counts.core) },
  { name: 'embedded model entries found', least: 1, measure: (counts) => share(counts.models) },
]

/** Each target with what was measured. */
export const judge = (counts) =>
  targets.map(({ name, least, measure }) => {
    const measured = measure(counts)
    return { name, least, measured, met: measured === null || measured >= least }
  })
