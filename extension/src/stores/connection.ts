import { protocol } from '@greenlight/shared/first-endpoints'
import type { GreenlightEvent } from '@greenlight/shared/event'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { keepConnected } from '../sidecar/keep-connected.js'
import { type Connection, type ConnectionEvent, transitConnection } from '../state/connection.js'
import { useServices } from './services.js'

type Progress = Extract<GreenlightEvent, { kind: 'progress' }>

/** How we stand to the sidecar, and what it tells by itself. */
export const useConnectionStore = defineStore('connection', () => {
  const { sidecar, timers } = useServices()
  const state = shallowRef<Connection>({ is: 'connecting' })
  const progress = shallowRef<Progress | null>(null)
  const listeners = new Set<(event: GreenlightEvent) => void>()
  let tryNow: (() => void) | null = null

  function dispatch(event: ConnectionEvent): void {
    state.value = transitConnection(event, protocol)
  }

  function take(event: GreenlightEvent): void {
    // How far a plan is, the plan itself tells.
    if (event.kind === 'progress' && !event.job.startsWith('plan:')) progress.value = event.total !== null && event.done >= event.total ? null : event
    for (const listener of listeners) listener(event)
  }

  /** Connects and stays connected until `signal`. */
  function connect(signal: AbortSignal): void {
    tryNow = keepConnected({ sidecar, timers, dispatch, onEvent: take, signal })
  }

  /** Looks for the sidecar now instead of at the next turn. */
  function retry(): void {
    tryNow?.()
  }

  function listen(listener: (event: GreenlightEvent) => void): void {
    listeners.add(listener)
  }

  /** Root of the installation, for paths that are read below it. */
  const root = computed(() => (state.value.is === 'connected' ? state.value.installation : null))
  return { state, progress, root, isConnected: computed(() => state.value.is === 'connected'), connect, retry, listen, dispatch }
})
