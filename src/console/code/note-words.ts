import type { Messages } from '#console/i18n/en.ts'
import type { Note } from './request.ts'

/** What a reader of the code is told. */
export const noteWords = (m: Messages, note: Note): string => {
  const words = m.code.note
  return {
    accountExpiryNotInSdk: words.accountExpiryNotInSdk,
    blockName: words.blockName,
    changedBlock: words.changedBlock,
    cloud: words.cloud,
    currentValues: words.currentValues,
    expiryStaysInTerraform: words.expiryStaysInTerraform,
    keyToFile: words.keyToFile,
    keyNotImported: words.keyNotImported,
    limit: words.limit,
    listNotInTerraform: words.listNotInTerraform,
    lockboxSecret: words.lockboxSecret,
    nothingChanged: words.nothingChanged,
    ownToken: words.ownToken,
    removeBlock: words.removeBlock,
    secretInAnswer: words.secretInAnswer,
    secretInState: words.secretInState,
    suspendNotInSdk: words.suspendNotInSdk,
    suspendNotInTerraform: words.suspendNotInTerraform,
    tokenVariable: words.tokenVariable,
  }[note]
}
