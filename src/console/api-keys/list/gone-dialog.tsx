import { ApiError } from '#console/api/api-error.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { NoticeDialog } from '#console/ui/dialog/notice-dialog.tsx'
import { codes } from '#contract/status.ts'

/** True when a key that was asked about, or was to be changed, is not there any more. */
export const isGone = (error: unknown): boolean =>
  error instanceof ApiError && error.is(codes.NOT_FOUND.code) && !error.maybeDone

/** Somebody else deleted the key that a dialog was opened for. */
export const GoneDialog = ({ name, onClose }: { readonly name: string; readonly onClose: () => void }) => {
  const m = useMessages()
  return (
    <NoticeDialog title={m.apiKeys.gone} text={m.apiKeys.goneHelp(name)} closeLabel={m.action.done} onClose={onClose} />
  )
}
