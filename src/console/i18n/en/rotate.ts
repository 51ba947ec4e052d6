import { count } from './counts.ts'

/** Replacing a key by its twin. */
export const rotate = {
  action: 'Rotate',
  title: (mask: string) => `Rotate API key ${mask}`,
  steps: 'Steps of the rotation',
  stepDone: 'done',
  stepCreate: 'Create the new key',
  stepSave: 'Save its secret',
  stepSwitch: 'Switch over',
  stepDelete: 'Delete the old key',
  intro: 'A twin of this key takes its place. The old key goes on working for a while, so that you can switch over.',
  withoutScopes:
    'This key has no scopes, and a new key without scopes would be granted ten. Create one like it, and choose its scopes.',
  recounted:
    'This was open for longer than the new key was to live. Its expiry is counted anew: look at it, and create the key.',
  submit: 'Create the new key',
  overlap: 'The old key keeps working for',
  atOnce: 'Not at all: it ends at once',
  atOnceHelp: 'Whatever uses the old key stops working as soon as you have saved the new secret.',
  hours: (n: number) => count(n, { one: 'hour', other: 'hours' }),
  counted: 'Counted from the moment you have saved the new secret. The service ends the old key then.',
  earlier: (moment: string) => `The old key ends earlier anyway, ${moment}. That stays as it is.`,
  limitTitle: 'Limit the old key',
  limiting: 'Limiting the old key…',
  limitHelp: (mask: string) => `The new secret is saved. Now the old key ${mask} is given its end.`,
  limitFailed: (mask: string) => `The old key ${mask} was not limited: it works as before`,
  limited: (mask: string, moment: string) => `The old key ${mask} works until ${moment}`,
  leave: 'Leave it as it is',
  card: 'Key rotation under way',
  oldKey: 'Old key',
  newKey: 'New key',
  oldUsed: (ago: string) => `The old key was used ${ago}: not yet safe to delete.`,
  newUnused: 'The new key has not been used yet. Switch your programs over to it first.',
  safe: (ago: string) =>
    `The old key has not been used since the switch-over, and the new one was used ${ago}: safe to delete.`,
  ended: 'The old key has ended and does not work any more: safe to delete.',
  finished: 'The old key is deleted. The rotation is finished.',
  broken: 'The new key was deleted, so this rotation leads nowhere. The old key is still there.',
  deleteOld: 'Delete the old key',
  dismiss: 'Dismiss',
}
