import Typography from '@mui/material/Typography'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'

import { useRows } from '#console/api/use-rows.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { useShownAccount } from '#console/service-accounts/page/use-account.ts'
import { Button } from '#console/ui/page/button.tsx'
import { EmptyState } from '#console/ui/list/empty-state.tsx'
import { focusHeading } from '#console/ui/page/focus.ts'
import { ListView } from '#console/ui/list/list-view.tsx'
import { PageActions } from '#console/ui/page/page.tsx'
import type { RowAction } from '#console/ui/menu/row-menu.tsx'
import { useListState } from '#console/ui/list/use-list-state.ts'
import type { AccessBinding } from '#contract/access.ts'
import { accessList } from './columns.tsx'
import { accessQueries } from './queries.ts'
import { useRoleMeaning } from './role-meaning.ts'
import { bindingKey } from './subject.ts'
import { useSubjectNames } from './use-subject-names.ts'

const AssignDialog = lazy(async () => ({ default: (await import('./assign-dialog.tsx')).AssignRoleDialog }))
const RevokeDialog = lazy(async () => ({ default: (await import('./revoke-dialog.tsx')).RevokeRoleDialog }))

type Open = { readonly kind: 'assign' } | { readonly kind: 'revoke'; readonly binding: AccessBinding }

/** Roles on an account: who can use or manage it. */
export const AccessTab = () => {
  const m = useMessages()
  const words = m.access
  const { account, gone } = useShownAccount()
  // API reference 4.6: the table of roles asks for `admin`.
  const list = useRows(accessQueries.ofServiceAccount(account.id), 'admin')
  const rows = list.data?.rows
  const names = useSubjectNames(useMemo(() => [...new Set(rows?.map(({ subject }) => subject.id))], [rows]))
  const meaningOf = useRoleMeaning()
  const kind = useMemo(() => accessList(m, { names, meaningOf }), [m, names, meaningOf])
  const state = useListState(kind)
  const [open, setOpen] = useState<Open | null>(null)
  const [assigned, setAssigned] = useState<string>()
  const close = () => setOpen(null)
  const actions = useCallback(
    (binding: AccessBinding): readonly RowAction[] => [
      { label: m.access.revoke.action, onSelect: () => setOpen({ kind: 'revoke', binding }), destructive: true },
    ],
    [m],
  )
  const isEmpty = list.data?.complete === true && list.data.rows.length === 0
  const assign = !gone && (
    <Button
      variant="contained"
      color="primary"
      startIcon={<Plus size={16} />}
      onClick={() => setOpen({ kind: 'assign' })}
    >
      {words.assign.action}
    </Button>
  )

  return (
    <>
      {!isEmpty && <PageActions>{assign}</PageActions>}
      <Typography color="textSecondary" sx={{ mb: 3 }}>
        {words.help}
      </Typography>
      <ListView
        label={words.title}
        searchLabel={words.search}
        state={state}
        list={list}
        highlightedId={assigned}
        {...(!gone && { actions })}
        empty={<EmptyState title={words.empty} help={words.emptyHelp} action={assign} />}
      />
      <Suspense fallback={null}>
        {open?.kind === 'assign' && (
          <AssignDialog
            account={account}
            bindings={list.data?.rows ?? []}
            onClose={close}
            onAssigned={(binding) => {
              close()
              setAssigned(bindingKey(binding))
              focusHeading()
            }}
          />
        )}
        {open?.kind === 'revoke' && (
          <RevokeDialog
            account={account}
            binding={open.binding}
            onClose={close}
            onRevoked={() => {
              close()
              focusHeading()
            }}
          />
        )}
      </Suspense>
    </>
  )
}
