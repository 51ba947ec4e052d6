// Runs before the first paint: sets the colour scheme, the language, and which frame index.html shows, and sends the
// first requests while the console's code loads. A file of its own, because the CSP allows no script in the page; not a
// module, which would run after the paint.
;(() => {
  const page = document.documentElement
  const setting = (name) => document.querySelector(`meta[name=${name}]`).content
  // Starts every path, and the name of every stored value: see served.ts.
  const basePath = setting('base-path').replace(/\/$/, '')
  const stored = (name) => {
    try {
      return localStorage.getItem(basePath + name)
    } catch {
      // Storage may be forbidden: the defaults apply.
      return null
    }
  }

  // Where MUI keeps the chosen scheme.
  const mode = stored('mui-mode')
  const dark = mode === 'dark' || (mode !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  page.dataset.colorScheme = dark ? 'dark' : 'light'
  // The browser's own frame. Later app/frame/scheme.tsx sets it.
  document.querySelector('meta[name=theme-color]').content = dark ? '#14161a' : '#ffffff'

  // The language chosen before or, on a first visit, the first that the browser prefers. i18n.ts takes it from here.
  const known = (tag) => ['en', 'ru'].find((each) => each === tag.split('-')[0].toLowerCase())
  page.lang = [stored('keyrack.language') ?? '', ...navigator.languages].map(known).find(Boolean) ?? 'en'

  // The messages of a language other than English are a file of their own, which the console needs before it draws.
  const messages = document.querySelector(`meta[name=messages-${page.lang}]`)
  if (messages !== null) {
    const link = document.createElement('link')
    link.rel = 'modulepreload'
    link.fetchPriority = 'low'
    link.href = basePath + messages.content
    document.head.append(link)
  }

  const pathname = location.pathname.slice(basePath.length) || '/'
  const signedIn = stored('keyrack.signedIn') === 'true' && pathname !== '/sign-in'
  const list = /^\/folders\/([\w-]+)\/service-accounts\/?$/.exec(pathname)
  page.dataset.firstPaint = signedIn ? (list || pathname === '/' ? 'list' : 'page') : 'bar'

  // The mock's worker does not control the page yet.
  if (setting('mode') === 'mock') return
  const requests = new Map()
  const ask = async (path, query) => {
    const url = basePath + (query ? `${path}?${new URLSearchParams(query)}` : path)
    const response = fetch(url, { credentials: 'same-origin', redirect: 'error' })
    requests.set(url, { sentAt: performance.now(), response })
    try {
      // Read to its end, also if nobody takes it: it would hold a connection.
      const text = await (await response).clone().text()
      // Taken by the console, which then asks for what follows itself.
      return requests.has(url) ? text : ''
    } catch {
      // api/http.ts handles the failure of what it takes.
      return ''
    }
  }
  const pageSize = 1000
  const askForFolders = async () => {
    const text = await ask('/resource-manager/v1/clouds', { pageSize })
    const { clouds = [] } = text === '' ? {} : JSON.parse(text)
    // The console asks for those of further clouds, a few at a time.
    for (const { id } of clouds.slice(0, 6)) void ask('/resource-manager/v1/folders', { cloudId: id, pageSize })
  }
  void ask('/keyrack/v1/session')
  if (signedIn) {
    // The root leads to the folder used last.
    const folderId = list ? list[1] : pathname === '/' && /^[\w-]+$/.exec(stored('keyrack.folder') ?? '')?.[0]
    if (folderId) void ask('/iam/v1/serviceAccounts', { folderId, pageSize })
    askForFolders().catch(() => {})
  }
  window.earlyRequests = requests
})()
