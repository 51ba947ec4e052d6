import { useMessages } from '#console/i18n/i18n.ts'
import { type StatusKind, StatusMark } from '#console/ui/cell/status-mark.tsx'
import type { ServiceAccount } from '#contract/service-account.ts'

const marks = {
  ACTIVE: { kind: 'good', word: 'active' },
  SUSPENDED: { kind: 'bad', word: 'suspended' },
  CREATING: { kind: 'soon', word: 'creating' },
  DELETING: { kind: 'soon', word: 'deleting' },
  STATUS_UNSPECIFIED: { kind: 'idle', word: 'unknown' },
} as const satisfies Record<ServiceAccount['status'], { kind: StatusKind; word: string }>

export const ServiceAccountStatus = ({ status }: Pick<ServiceAccount, 'status'>) => {
  const m = useMessages()
  const { kind, word } = marks[status]
  return <StatusMark kind={kind} word={m.status[word]} />
}
