/** The path of an address that a listener or a browser has made whole: much cheaper than to parse it all. */
export const pathOf = (url: string): string => {
  const path = url.slice(url.indexOf('/', url.indexOf('//') + 2))
  const end = path.search(/[?#]/)
  return end === -1 ? path : path.slice(0, end)
}
