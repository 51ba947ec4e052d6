import { useMessages } from '#console/i18n/i18n.ts'
import { NoticeDialog } from '#console/ui/dialog/notice-dialog.tsx'

/** Somebody else deleted the key that a dialog was opened for. */
export const GoneDialog = ({ name, onClose }: { readonly name: string; readonly onClose: () => void }) => {
  const m = useMessages()
  return (
    <NoticeDialog title={m.apiKeys.gone} text={m.apiKeys.goneHelp(name)} closeLabel={m.action.done} onClose={onClose} />
  )
}
