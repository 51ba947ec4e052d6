import { spawnSync } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Locator, Page } from '@playwright/test'

const folder = '.cache/demo'
/** Seconds that the film stays on a finished step, and at most on a frame in between. */
const [restSeconds, frameSeconds] = [2.4, 0.25]

/** Extras of the walk-through: a caption, a pointer, numbered pictures and a video. */
export interface Stage {
  /** Shows the caption, runs the step and takes its picture. `readme` names the README's copy. */
  readonly step: (caption: string, act: () => Promise<void>, readme?: string) => Promise<void>
  /** Clicks with a visible pointer. */
  readonly click: (target: Locator) => Promise<void>
  /** Assembles the film and prints where everything is. */
  readonly end: () => Promise<void>
}

/** Starts filming `page`. */
export const raise = async (page: Page): Promise<Stage> => {
  await rm(folder, { recursive: true, force: true })
  await mkdir(join(folder, 'frames'), { recursive: true })
  const frames: { readonly file: string; readonly written: Promise<void>; rests: boolean }[] = []
  const camera = await page.context().newCDPSession(page)
  camera.on('Page.screencastFrame', ({ data, sessionId }) => {
    const file = `${String(frames.length + 1).padStart(5, '0')}.jpeg`
    frames.push({ file, written: writeFile(join(folder, 'frames', file), data, 'base64'), rests: false })
    // The last frames may arrive while the page closes. Ignore them.
    camera.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined)
  })
  await camera.send('Page.startScreencast', { format: 'jpeg', quality: 90 })
  let steps = 0

  return {
    async step(caption, act, readme) {
      steps += 1
      const line = `${steps}. ${caption}`
      await page.evaluate(draw, { caption: line })
      await act()
      const number = String(steps).padStart(2, '0')
      if (readme !== undefined && process.env['README_PICTURES'] === '1') {
        await page.evaluate(draw, { caption: '', x: -100, y: -100 })
        await page.screenshot({ path: join('.github', `${readme}.png`) })
      }
      await page.evaluate(draw, { caption: line })
      const picture = join(folder, `${number}-${slug(caption)}.png`)
      await page.screenshot({ path: picture })
      // The film stays on the result of the step.
      const last = frames.at(-1)
      if (last) last.rests = true
      console.log(picture)
    },

    async click(target) {
      const box = await target.boundingBox()
      if (box) await page.evaluate(draw, { x: box.x + box.width / 2, y: box.y + box.height / 2 })
      await target.click()
    },

    async end() {
      await camera.send('Page.stopScreencast')
      await Promise.all(frames.map(({ written }) => written))
      const list = frames.map(({ file, rests }) => `file ${file}\nduration ${rests ? restSeconds : frameSeconds}\n`)
      // The format needs the last frame twice, or its duration is lost.
      await writeFile(join(folder, 'frames', 'list.txt'), `${list.join('')}file ${frames.at(-1)?.file}\n`)
      console.log(joined(frames.length))
    },
  }
}

const joined = (frames: number): string => {
  const film = join(folder, 'keyrack.mp4')
  const list = join(folder, 'frames', 'list.txt')
  const even = 'scale=trunc(iw/2)*2:trunc(ih/2)*2,fps=25,format=yuv420p'
  const { status, error, stderr } = spawnSync(
    'ffmpeg',
    ['-y', '-loglevel', 'error', '-f', 'concat', '-i', list, '-vf', even, film],
    { encoding: 'utf8' },
  )
  if (error) return `No film: there is no ffmpeg here. Its ${frames} frames are in ${join(folder, 'frames')}.`
  if (status !== 0) throw new Error(`ffmpeg could not join the film: ${stderr}`)
  return `${film} (${frames} frames)`
}

const slug = (caption: string) =>
  caption
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40)

/** Runs inside the page: sets the caption or moves the pointer, outside the application. */
const draw = ({ caption, x, y }: { caption?: string; x?: number; y?: number }) => {
  const made = document.getElementById('stage')
  const stage =
    made ?? document.documentElement.appendChild(Object.assign(document.createElement('div'), { id: 'stage' }))
  if (!made) {
    stage.ariaHidden = 'true'
    stage.style.cssText = 'position:fixed;inset:0;z-index:99999;pointer-events:none'
    const bar = stage.appendChild(document.createElement('div'))
    bar.style.cssText =
      'position:absolute;bottom:0;left:0;right:0;padding:14px 24px;background:#111827;color:#fff;font:500 17px system-ui'
    const dot = stage.appendChild(document.createElement('div'))
    dot.style.cssText =
      'position:absolute;width:26px;height:26px;margin:-13px;border-radius:50%;background:#f59e0b88;border:2px solid #f59e0b'
  }
  const [bar, dot] = [...stage.children] as HTMLElement[]
  if (bar && caption !== undefined) {
    bar.textContent = caption
    bar.style.display = caption === '' ? 'none' : ''
  }
  if (dot && x !== undefined && y !== undefined) {
    dot.style.left = `${x}px`
    dot.style.top = `${y}px`
  }
}
