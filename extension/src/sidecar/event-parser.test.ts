import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEventParser } from './event-parser.js'
import { readEvent } from './read-events.js'

test.each([
  ['one event', ['id: 1\ndata: a\n\n'], ['a']],
  ['a comment between', [': beat\n\ndata: a\n\n: beat\n\n'], ['a']],
  ['several lines of data', ['data: a\ndata:b\ndata\n\n'], ['a\nb\n']],
  ['CR LF', ['data: a\r\n\r\ndata: b\r\n\r\n'], ['a', 'b']],
  ['CR alone', ['data: a\r\rdata: b\r\r'], ['a', 'b']],
  ['CR LF cut between the two', ['data: a\r', '\n\r', '\ndata: b\r', '\n\r\n'], ['a', 'b']],
  ['an event that has no end yet', ['data: a\n'], []],
  ['an event without data', ['id: 7\n\n'], []],
  ['other fields', ['event: x\nretry: 5\ndataset: no\ndata: a\n\n'], ['a']],
])('%s', (_, pieces, data) => {
  const parser = createEventParser()
  expect(pieces.flatMap((piece) => parser.push(piece))).toEqual(data)
})

test('where the stream is cut makes no difference', () => {
  const text = 'id: 1\r\ndata: {"a":1}\r\n\r\n: beat\n\ndata: x\ndata: y\n\ndata: ü🙂\r\r'
  fc.assert(
    fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
      const places = [0, ...cuts.toSorted((one, other) => one - other), text.length]
      const parser = createEventParser()
      const data = places.slice(1).flatMap((end, at) => parser.push(text.slice(places[at], end)))
      expect(data).toEqual(['{"a":1}', 'x\ny', 'ü🙂'])
    }),
  )
})

test('a stream without line breaks does not fill the memory', () => {
  const parser = createEventParser()
  for (let piece = 0; piece < 40; piece++) parser.push('x'.repeat(100_000))
  expect(parser.push('\ndata: a\n\n')).toEqual(['a'])
})

test.each([
  ['{"kind":"resync","seq":4}', { kind: 'resync', seq: 4 }],
  ['{"kind":"of tomorrow","seq":4}', null],
  ['{"kind":"hello"', null],
  ['null', null],
])('the event %s', (data, event) => {
  expect(readEvent(data)).toEqual(event)
})
