/** Our style sheet lies beside the script; the folder's name in the address is the user's choice. */
export function loadStyle(): void {
  const file = 'greenlight.css'
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = new URL(file, import.meta.url).href
  document.head.append(link)
}
