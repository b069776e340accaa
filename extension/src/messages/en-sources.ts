import type { CataloguePart } from '@greenlight/shared/catalogue'
import type { SourceName, SourceUse } from '@greenlight/shared/sources'
import { counted } from './english.js'
import { formatSize } from './format.js'

/** Words of the pages of sources and of choices, which only the sidecar's own page shows. */
export const sourceTexts = {
  tabs: { sources: 'Sources', choices: 'Choices' },
  head: 'Outside sources',
  says: 'Nothing is asked outside this machine unless it is switched on here, or by this in the terminal:',
  command: 'greenlight sources',
  names: { civitai: 'Civitai', 'comfy-registry': 'Comfy Registry', github: 'GitHub', huggingface: 'Hugging Face', modelscope: 'ModelScope', pypi: 'PyPI' } satisfies Record<SourceName, string>,
  uses: { off: 'off', ask: 'when I ask', on: 'on' } satisfies Record<SourceUse, string>,
  usesSay: { off: 'never asked', ask: 'asked only when you look for something by hand', on: 'asked whenever it helps' } satisfies Record<SourceUse, string>,
  token: 'a token is set',
  noToken: 'no token',
  git: 'Node packs by git come from the mirror',
  ledger: 'What was asked',
  ledgerNone: 'Nothing has left this machine.',
  bytes: (sent: number, received: number) => `${formatSize(sent)} sent, ${formatSize(received)} received`,
  unanswered: 'no answer',
  catalogue: 'Catalogues',
  catalogueSays: 'What is known of node packs and models, the most trusted first. Nothing is fetched at start. More is brought by:',
  catalogueCommands: ['greenlight catalogue update', 'greenlight catalogue import'],
  catalogueNone: 'No catalogue is here: node packs are named only where a workflow names them.',
  parts: { decisions: 'Your choices', installed: 'Node packs on this disk', manager: 'ComfyUI-Manager', import: 'Imported', 'comfy-registry': 'Comfy Registry' } satisfies Record<CataloguePart['from'], string>,
  counts: ({ packs, nodeTypes, models }: CataloguePart) =>
    [counted(packs, 'node pack'), counted(nodeTypes, 'node type'), counted(models, 'model')].join(' · '),
  of: (day: string) => `of ${day}`,
  licence: (licence: string) => `licence: ${licence}`,
  choices: 'Your choices',
  choicesSay: 'They outrank everything but what ComfyUI itself contradicts. They are kept as text files that can be edited and handed on.',
  choicesNone: 'You have not chosen anything yet.',
  everywhere: 'For every workflow',
  inWorkflow: (key: string) => `Only in ${key}`,
  faults: (count: number) => `${counted(count, 'line')} cannot be read`,
}
