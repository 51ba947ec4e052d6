// Before the first paint: the colour scheme that was chosen, where MUI keeps and looks for it. A file of its own,
// because the CSP allows no script in the page; not a module, which would run after the paint.
;(() => {
  let mode
  try {
    mode = localStorage.getItem('mui-mode')
  } catch {
    // Storage may be forbidden; then the system's scheme counts.
  }
  const dark = mode === 'dark' || (mode !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.colorScheme = dark ? 'dark' : 'light'
  // The frame of the browser; later app/scheme.ts sees to it.
  document.querySelector('meta[name=theme-color]').content = dark ? '#14161a' : '#ffffff'
})()
