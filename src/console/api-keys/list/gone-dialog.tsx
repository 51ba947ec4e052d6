import { useMessages } from '#console/i18n/i18n.ts'
import { NoticeDialog } from '#console/ui/dialog/notice-dialog.tsx'

/** Says that somebody else deleted the key. */
export const GoneDialog = ({ name, onClose }: { readonly name: string; readonly onClose: () => void }) => {
  const m = useMessages()
  return (
    <NoticeDialog title={m.apiKeys.gone} text={m.apiKeys.goneHelp(name)} closeLabel={m.action.done} onClose={onClose} />
  )
}
