import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { scriptModels } from '../readings/script-models.js'
import { useDecisionsStore } from './decisions.js'
import { useReportStore } from './report.js'
import { useServices } from './services.js'
import { useSourceSearchStore } from './source-search.js'

export const scriptTools = ['curl', 'aria2', 'hf'] as const
/** `here`: the one of the machine on which ComfyUI runs. */
export const scriptShells = ['here', 'posix', 'powershell', 'cmd'] as const
type Tool = (typeof scriptTools)[number]
type Shell = (typeof scriptShells)[number]

const key = 'greenlight-script'

/** The models of the open workflow as a script for people who download themselves. The last way of writing it is remembered. */
export const useModelScriptStore = defineStore('model-script', () => {
  const { sidecar } = useServices()
  const report = useReportStore()
  const decisions = useDecisionsStore()
  const search = useSourceSearchStore()
  const [lastTool, lastShell] = read().split(' ')
  const tool = ref<Tool>(scriptTools.find((one) => one === lastTool) ?? 'curl')
  const shell = ref<Shell>(scriptShells.find((one) => one === lastShell) ?? 'here')
  watch([tool, shell], () => keep(`${tool.value} ${shell.value}`))

  const models = computed(() => {
    const open = report.answer?.check.reports[0]
    return open === undefined ? [] : scriptModels(open, { decisions: decisions.all, found: search.foundFor })
  })

  /** The script; null when it could not be had. */
  async function write(): Promise<string | null> {
    const as = shell.value === 'here' ? {} : { shell: shell.value }
    const told = await sidecar.call('modelScript', { body: { models: models.value, tool: tool.value, ...as } })
    return told.ok ? told.value.script : null
  }

  return { tool, shell, models, write }
})

/** Storage may be closed to us; then nothing is remembered. */
function read(): string {
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

function keep(value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    return
  }
}
