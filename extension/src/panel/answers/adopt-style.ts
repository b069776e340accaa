/** Puts a style sheet into the page without an element or a request of its own, which a strict content policy would refuse. */
export function adoptStyle(css: string): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets.push(sheet)
}
