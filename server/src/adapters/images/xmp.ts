import type { Found } from './found.js'
import { isWanted, looksWanted } from './interpret.js'
import { xmlTexts } from './xml.js'
import { unescapeXml } from './xml-entities.js'

/**
 * Texts of an XMP packet: elements and attributes named `workflow`, `prompt`, `parameters`, `description`, `UserComment` ...,
 * and the list entries (`rdf:li`) that those are often wrapped in.
 */
export function readXmp(xml: string, found: Found): void {
  for (const { name, text, raw } of xmlTexts(xml, found)) {
    if (!isWanted(name) && name !== 'li' && !looksWanted(text.slice(0, 64))) continue
    if (text.trim() !== '') found.offer(name, raw ? text : unescapeXml(text))
  }
}

/** ComfyUI's SVG: `<metadata><![CDATA[{"prompt": ..., "workflow": ...}]]></metadata>`. */
export function readSvg(xml: string, found: Found): void {
  for (const { name, text, raw } of xmlTexts(xml, found)) {
    if (name === 'metadata' && text.trim() !== '') found.offer('comment', raw ? text : unescapeXml(text))
  }
}
