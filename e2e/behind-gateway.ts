import type { Page } from '@playwright/test'

/** Makes the next pages those of a gateway in front of this cloud, as its server writes it into index.html. */
export const behindGateway = (page: Page, upstream = 'yandex-cloud'): Promise<unknown> =>
  page.addInitScript((value) => {
    const observer = new MutationObserver(() => {
      const setting = document.querySelector<HTMLMetaElement>('meta[name=upstream]')
      if (setting === null) return
      setting.content = value
      observer.disconnect()
    })
    observer.observe(document, { childList: true, subtree: true })
  }, upstream)
