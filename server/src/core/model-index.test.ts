import { expect, it } from 'vitest'
import { exactStamp, isSameStamp, stampOf } from './model-index.js'

const stats = { size: 5, mtimeMs: 1.5, dev: 7, ino: 42 }
const never = () => {
  throw new Error('asked again')
}

it('a stamp says size, time and inode; a disk without inodes gives none', () => {
  expect(exactStamp(stats, never)).toEqual({ size: 5, modified: 1.5, inode: '7:42' })
  expect(exactStamp({ ...stats, ino: 0 }, never)).toEqual({ size: 5, modified: 1.5, inode: null })
})

it('an inode beyond what a number holds is asked for again, so that neighbours stay apart', () => {
  const [one, other] = [0x0020_0000_0000_0001n, 0x0020_0000_0000_0002n].map((ino) => {
    const rounded = { ...stats, ino: Number(ino) }
    expect(stampOf(rounded).inode).toBeNull()
    return exactStamp(rounded, () => ({ dev: 7n, ino }))
  })
  expect(one?.inode).toBe('7:9007199254740993')
  expect(other?.inode).toBe('7:9007199254740994')
})

it.each([{ size: 6 }, { modified: 1.25 }, { inode: '7:43' }, { inode: null }])('stamps differ by %j', (other) => {
  const stamp = stampOf(stats)
  expect(isSameStamp(stamp, { ...stamp })).toBe(true)
  expect(isSameStamp(stamp, { ...stamp, ...other })).toBe(false)
})
