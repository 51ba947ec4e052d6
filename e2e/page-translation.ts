import type { Page } from '@playwright/test'

/**
 * Texts of the page as it is now that a page translation would break or falsify: text nodes that React holds on to
 * itself, and ids, masks and scopes that may be translated. The law of `page-translation.test.ts`, for what components
 * of MUI draw, too.
 */
export const translatableFaults = async (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const verbatim = /^(aj[a-z0-9]{18}|b1g[a-z0-9]{17}|\*{4}\S{6}|yc(\.[\w-]+)+|AQVN\S+)$/
    // A text that is set through its element has none of React's marks on its node.
    const isHeld = (node: Node) => Object.keys(node).some((key) => key.startsWith('__reactFiber$'))
    const faults: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const { parentElement, textContent } = node
      const text = textContent?.trim() ?? ''
      if (parentElement?.closest('[translate=no], .notranslate, script, style')) continue
      // MUI's own, which never change: an asterisk, the room a label takes in the frame of its field, and its pickers.
      if (parentElement?.closest('.MuiFormLabel-asterisk, legend, [class*=MuiPicker]')) continue
      if (isHeld(node)) faults.push(`held: ${parentElement?.outerHTML.slice(0, 300)}`)
      else if (verbatim.test(text)) faults.push(`translated: ${parentElement?.outerHTML.slice(0, 300)}`)
    }
    const marked = document.querySelector('#root > *')
    return marked && isHeld(marked) ? faults : [...faults, 'React does not mark its nodes as expected']
  })
