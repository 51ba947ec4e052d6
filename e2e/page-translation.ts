import type { Page } from '@playwright/test'

/**
 * Texts that a page translation would break: text nodes that React manages, and ids, masks and scopes without
 * `translate="no"`. Applies the rule of `page-translation.test.ts` to MUI's components too.
 */
export const translatableFaults = async (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const verbatim = /^(aj[a-z0-9]{18}|b1g[a-z0-9]{17}|\*{4}\S{6}|yc(\.[\w-]+)+|AQVN\S+)$/
    // React sets the only text of an element by the element, and leaves no marks on the node.
    const isHeld = (node: Node) => Object.keys(node).some((key) => key.startsWith('__reactFiber$'))
    const faults: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const { parentElement, textContent } = node
      const text = textContent?.trim() ?? ''
      if (parentElement?.closest('[translate=no], .notranslate, script, style')) continue
      // MUI's own texts, which never change: asterisks, label notches, and the pickers.
      if (parentElement?.closest('.MuiFormLabel-asterisk, legend, [class*=MuiPicker]')) continue
      if (isHeld(node)) faults.push(`held: ${parentElement?.outerHTML.slice(0, 300)}`)
      else if (verbatim.test(text)) faults.push(`translated: ${parentElement?.outerHTML.slice(0, 300)}`)
    }
    const marked = document.querySelector('#root > *')
    return marked && isHeld(marked) ? faults : [...faults, 'React does not mark its nodes as expected']
  })

/**
 * Translates the page like a browser, from now on: replaces each text node with two nested elements. The words stay the
 * same, so that tests find them.
 */
export const translatePages = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const untouched = '[translate=no], .notranslate, head, script, style, textarea, font font'
    const translate = (root: Node) => {
      const texts: Node[] = []
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      for (let node = root.nodeType === Node.TEXT_NODE ? root : walker.nextNode(); node; node = walker.nextNode()) {
        texts.push(node)
      }
      for (const node of texts) {
        const { parentElement, textContent } = node
        if (!parentElement || !textContent?.trim() || parentElement.closest(untouched)) continue
        const outer = document.createElement('font')
        const inner = outer.appendChild(document.createElement('font'))
        inner.textContent = textContent
        node.parentNode?.replaceChild(outer, node)
      }
    }
    new MutationObserver((mutations) => {
      for (const { target, addedNodes } of mutations) {
        for (const node of target.nodeType === Node.TEXT_NODE ? [target] : addedNodes) translate(node)
      }
    }).observe(document, { subtree: true, childList: true, characterData: true })
  })
}
