import { describe, expect, it } from 'vitest'
import { unescapeXml } from './xml-entities.js'

describe('unescapeXml', () => {
  it.each([
    ['no entity', 'no entity'],
    ['&lt;a&gt; &amp; &quot;b&quot; &apos;', '<a> & "b" \''],
    ['&#123;&#x7B;&#X1f600;é模', '{{😀é模'],
    ['&amp;lt; &#38;amp; &amp;#60;', '&lt; &amp; &#60;'],
    ['&#x110000; &#99999999; &#; &#x; &#xg; &#1a; &nbsp; &; & &lt', '&#x110000; &#99999999; &#; &#x; &#xg; &#1a; &nbsp; &; & &lt'],
    ['', ''],
    ['&lt;', '<'],
  ])('%s', (text, wanted) => expect(unescapeXml(text)).toBe(wanted))

  it('takes a text of nothing but entities in its stride', () => {
    expect(unescapeXml('&amp;'.repeat(2_000_000))).toBe('&'.repeat(2_000_000))
  })
})
