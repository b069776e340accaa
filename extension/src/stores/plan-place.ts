import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Whether a plan covers the report. All that the first load knows of plans; the rest comes with what is loaded later. */
export const usePlanPlaceStore = defineStore('plan-place', () => ({ shown: ref(false) }))
