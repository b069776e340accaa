import { type Ref, ref, type ShallowRef, shallowRef } from 'vue'

type Answers = typeof import('./answers/index.js')

const answers = shallowRef<Answers | null>(null)
const failed = ref(false)
let asked: Promise<void> | null = null

/** Loads what stands below the heads of rows, once. A failure may be tried again: the network may be back. */
export function loadAnswers(): Promise<void> {
  asked ??= import('./answers/index.js').then(
    (loaded) => {
      answers.value = loaded
      failed.value = false
    },
    () => {
      failed.value = true
      asked = null
    },
  )
  return asked
}

/** Parts of the panel that come after the first load; null until they are here. */
export function useAnswers(): { answers: ShallowRef<Answers | null>; failed: Ref<boolean> } {
  void loadAnswers()
  return { answers, failed }
}
