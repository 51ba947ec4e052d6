import { useColorScheme } from '@mui/material/styles'
import { useQueryClient } from '@tanstack/react-query'
import { Bot, KeyRound, Languages, LogOut, Monitor, Moon, RefreshCw, Sun } from 'lucide-react'
import { useLocation, useMatch, useNavigate } from 'react-router-dom'

import { paths } from '#console/app/paths.ts'
import { chooseLanguage, languages, languageTags, useLanguage, useMessages } from '#console/i18n/i18n.ts'
import { signOutChoices, useSignOut } from '#console/sign-in/use-sign-out.ts'
import type { Entry } from './entry.ts'

const schemes = [
  { mode: 'system', Icon: Monitor },
  { mode: 'light', Icon: Sun },
  { mode: 'dark', Icon: Moon },
] as const

interface Actions {
  readonly actions: readonly Entry[]
  /** The error of a command that keeps the palette open. */
  readonly error: Error | null
}

/** The commands available on the current page. */
export const useActions = (folderId: string | undefined): Actions => {
  const m = useMessages()
  const client = useQueryClient()
  const navigate = useNavigate()
  const here = useLocation()
  const account = useMatch('/folders/:folderId/service-accounts/:serviceAccountId/*')?.params.serviceAccountId
  const language = useLanguage()
  const { mode = 'system', setMode } = useColorScheme()
  const signOut = useSignOut()

  const openForm = (pathname: string) => {
    const replace = pathname === here.pathname
    const search = new URLSearchParams(replace ? here.search : '')
    search.set('create', '1')
    void navigate({ pathname, search: `?${search}` }, { replace })
  }

  const create: Entry[] =
    folderId === undefined
      ? []
      : [
          {
            id: 'create-service-account',
            Icon: Bot,
            label: m.serviceAccounts.create,
            run: () => openForm(paths.serviceAccounts(folderId)),
          },
        ]
  if (folderId !== undefined && account !== undefined) {
    create.unshift({
      id: 'create-api-key',
      Icon: KeyRound,
      label: m.apiKeys.create,
      run: () => openForm(paths.serviceAccount(folderId, account)),
    })
  }

  return {
    actions: [
      ...create,
      { id: 'refresh', Icon: RefreshCw, label: m.action.refresh, run: () => void client.invalidateQueries() },
      ...languageTags
        .filter((tag) => tag !== language)
        .map((tag) => ({
          id: `language:${tag}`,
          Icon: Languages,
          label: m.palette.language(languages[tag].name),
          run: () => void chooseLanguage(tag),
        })),
      ...schemes
        .filter((scheme) => scheme.mode !== mode)
        .map(({ mode: offered, Icon }) => ({
          id: `scheme:${offered}`,
          Icon,
          label: m.palette.scheme(m.scheme[offered]),
          run: () => setMode(offered),
        })),
      ...signOutChoices(m).map(({ where, label }) => ({
        id: `sign-out:${where}`,
        Icon: LogOut,
        label,
        run: () => {
          if (!signOut.isPending) signOut.mutate(where)
        },
        stays: true,
        passing: true,
      })),
    ],
    error: signOut.error,
  }
}
