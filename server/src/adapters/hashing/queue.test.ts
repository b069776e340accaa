import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createQueue } from './queue.js'

it('gives in the order in which it took, whatever comes between', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean()), (adds) => {
      const queue = createQueue<number>()
      const plain: number[] = []
      adds.forEach((add, number) => {
        if (!add) return expect(queue.take()).toBe(plain.shift())
        queue.add(number)
        plain.push(number)
      })
      expect(queue.drain()).toEqual(plain)
      expect(queue.take()).toBeUndefined()
    }),
  )
})
