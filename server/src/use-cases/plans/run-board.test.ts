import type { PlanRun } from '@greenlight/shared/plans'
import { expect, it } from 'vitest'
import { createRunBoard } from './run-board.js'

const run = (state: PlanRun['state'], done?: number): PlanRun => ({
  ...{ state, begunAt: null, endedAt: null, restart: false, undoable: false, undoneBy: null },
  actions: [{ id: 'a1', state: 'preparing', checks: [], ...(done === undefined ? {} : { done }) }],
})

it('knows how far a plan is that the disk only knows to be running, and its end before the disk does', () => {
  const board = createRunBoard()
  const onDisk = run('running')
  expect(board.newest('p', onDisk)).toBe(onDisk)
  board.tell('p', run('running', 7))
  expect(board.newest('p', onDisk).actions[0]?.done).toBe(7)
  expect(board.newest('other', onDisk)).toBe(onDisk)
  board.tell('p', run('applied'))
  expect(board.newest('p', onDisk).state).toBe('applied')
})

it('takes the word of the disk for a plan at rest', () => {
  const board = createRunBoard()
  board.tell('p', run('applied'))
  expect(board.newest('p', run('verified')).state).toBe('verified')
})

it('tells each listener until it stops listening', () => {
  const heard: string[] = []
  const board = createRunBoard((id) => heard.push(`all ${id}`))
  const stop = board.listen('p', ({ state }) => heard.push(state))
  board.tell('p', run('running'))
  stop()
  board.tell('p', run('applied'))
  expect(heard).toEqual(['all p', 'running', 'all p'])
})
