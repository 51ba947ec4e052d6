import { ensureChromium } from './chromium.ts'

/** Runs once before all tests; the workers then find the browser by themselves. */
export default ensureChromium
