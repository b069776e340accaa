import { defaultPolicy, policyRules, type Policy } from '../../../core/policy-words.js'

const says: readonly (readonly [keyof Policy, string])[] = [
  ['maxConcurrentDownloads', 'How many files are fetched at once, from 1 to 16.'],
  ['allowedSources', 'Sources that files may come from. Each has its own switch beside this one, in sources.yaml.'],
  ['hosts', 'Further hosts that files may come from, as name or name:port. An address of your own network is never opened here.'],
  ['maxFileBytes', 'The largest file, as bytes or like 20 GB; none: no limit.'],
  ['maxTotalBytes', 'The most that one plan fetches, in the same words.'],
  ['licenceAllow', 'Licences (SPDX) that are taken without asking. Every other one, and an unknown one, asks for a word of its own.'],
  ['plainFormats', 'Endings of weights that run no code when they are read. Every other format asks for a word of its own.'],
  ['protectedPackages', 'Python packages that no node pack changes without a word of its own; * stands for any rest.'],
  ['coolDownDays', 'Versions of node packs that are younger, in days, ask for a word of their own.'],
  ['installWith', 'Who puts node packs in: greenlight, or manager (the queue of ComfyUI-Manager).'],
]

/** `policy.yaml` as it is offered: every rule with its default, each told in a comment. */
export const defaultPolicyText = [
  '# What Greenlight may do here. A rule that is left out has the default shown.',
  ...says.flatMap(([key, text]) => ['', `# ${text}`, ...ruleLines(key)]),
  '',
].join('\n')

function ruleLines(key: keyof Policy): string[] {
  const value = defaultPolicy[key]
  if (typeof value !== 'object' || value === null) return [`${policyRules[key]}: ${value ?? 'none'}`]
  return value.length === 0 ? [`${policyRules[key]}: []`] : [`${policyRules[key]}:`, ...value.map((one) => `  - ${/^[a-z0-9.][a-z0-9.-]*$/.test(one) ? one : JSON.stringify(one)}`)]
}
