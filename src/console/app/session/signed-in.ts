import * as z from 'zod/mini'

import { remembered } from '#console/state/remembered.ts'

/** Whether this browser was signed in last: tells public/first-paint.js what to show and to ask for at the next load. */
export const signedIn = remembered('keyrack.signedIn', z.boolean())
