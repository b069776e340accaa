import { sourceNames } from '@greenlight/shared/sources'
import type { Choice } from '@greenlight/shared/plans'
import { planMarkdown, planText } from '../../core/readings/plan-text.js'
import { type Given, type Run, UsageError } from '../command.js'
import { palette } from '../palette.js'
import { progressLine } from '../progress-line.js'
import { readFormat, readList, withPlans } from './open.js'

/** `greenlight plan FILE...`: what would make these workflows run here. Changes nothing but the list of plans. */
export const plan: Run = async (given, terminal) => {
  const format = readFormat(given, ['text', 'json', 'md'])
  const ask = readList(given.text('ask')).map(sourceNamed)
  const only = readList(given.text('only'))
  return withPlans(given, terminal, async (plans) => {
    const progress = progressLine(terminal)
    const { plan: made, open } = await plans.propose(
      { paths: given.paths, ask, choices: readChoices(given), ...(only.length === 0 ? {} : { only }) },
      { signal: terminal.signal, by: { actor: 'cli', tier: 'all' }, progress: progress.step },
    )
    progress.end()
    if (format === 'json') terminal.out(`${JSON.stringify(made, null, 2)}\n`)
    else if (format === 'md') terminal.out(planMarkdown(made))
    else terminal.out(`${planText(made, { palette: palette(terminal.colour) })}\n`)
    if (format !== 'json' && open.length > 0) terminal.err(`${open.length} ${open.length === 1 ? 'choice is' : 'choices are'} still open; \`greenlight decisions remember\` or --choose make them.\n`)
    return 0
  })
}

function sourceNamed(text: string) {
  const name = sourceNames.find((one) => one === text)
  if (name === undefined) throw new UsageError(`--ask does not know "${text}"; it knows: ${sourceNames.join(', ')}.`)
  return name
}

/** `--choose TYPE=PACK`, `--choose MODEL=ADDRESS`, `MODEL=FILE` or `INPUT=FILE`, separated by `;`. */
function readChoices(given: Given): Choice[] {
  return (given.text('choose') ?? '').split(';').flatMap((one): Choice[] => {
    const at = one.indexOf('=')
    if (one.trim() === '') return []
    if (at < 1) throw new UsageError(`--choose is NAME=ANSWER, not "${one}".`)
    const [name, answer] = [one.slice(0, at).trim(), one.slice(at + 1).trim()]
    const isModel = /\.(?:bin|ckpt|gguf|onnx|pkl|pth?|pt2|safetensors|sft)$/i.test(name)
    if (/\.(?:avif|bmp|gif|jpe?g|png|tiff?|webp|aac|flac|m4a|mp3|ogg|wav|avi|mkv|mov|mp4|webm)$/i.test(name)) return [{ about: 'input', node: null, name, use: answer }]
    const isAddress = /^https?:\/\//i.test(answer)
    if (isModel) return [{ about: 'model', name, directory: null, use: isAddress ? { how: 'download', url: answer } : { how: 'file', path: answer, by: 'widget' } }]
    return [{ about: 'node-type', type: name, id: isAddress ? null : answer, repository: isAddress ? answer : null }]
  })
}
