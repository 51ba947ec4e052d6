import { useEffect, useRef } from 'react'
import { createBrowserRouter, Outlet, type RouteObject, useLocation } from 'react-router-dom'

import { basePath } from '#console/served.ts'
import { ServiceAccountsPage } from '#console/service-accounts/list-page.tsx'
import { SignInPage } from '#console/sign-in/sign-in-page.tsx'
import { focusHeading } from '#console/ui/page/focus.ts'
import { ErrorPage, NotFoundPage, RootErrorPage } from './error-page.tsx'
import { FolderPages, RootPage } from './folder-pages.tsx'
import { Layout, SignedOutLayout } from './frame/layout.tsx'
import { paths } from './paths.ts'
import { RequireSession } from './session/require-session.tsx'

/** Wraps every page. After a navigation, focuses the new page's heading, or the tab that led there. */
const Root = () => {
  const { pathname } = useLocation()
  const shown = useRef(pathname)

  useEffect(() => {
    if (shown.current === pathname) return
    // Skip the redirect from the root, where the browser sets the focus. A tab keeps it, because its panel is below.
    if (shown.current !== paths.root && !document.activeElement?.matches('[role=tab][aria-selected=true]'))
      focusHeading()
    shown.current = pathname
  }, [pathname])

  return <Outlet />
}

/** All routes. Pages load on demand, except for the two where most visits begin. */
const routes: RouteObject[] = [
  {
    element: <Root />,
    errorElement: <RootErrorPage />,
    // Empty while the first page's code loads: a placeholder would only flash.
    hydrateFallbackElement: <></>,
    children: [
      { element: <SignedOutLayout />, children: [{ path: paths.signIn, element: <SignInPage /> }] },
      {
        element: <RequireSession />,
        children: [
          {
            element: <Layout />,
            children: [
              {
                errorElement: <ErrorPage />,
                children: [
                  { path: '/', element: <RootPage /> },
                  {
                    path: '/folders/:folderId',
                    element: <FolderPages />,
                    children: [
                      {
                        path: 'service-accounts',
                        element: <ServiceAccountsPage />,
                      },
                      {
                        path: 'api-keys',
                        lazy: async () => ({
                          Component: (await import('../inventory/inventory-page.tsx')).InventoryPage,
                        }),
                      },
                      {
                        path: 'service-accounts/:serviceAccountId',
                        lazy: async () => ({
                          Component: (await import('#console/service-accounts/page/account-page.tsx'))
                            .ServiceAccountPage,
                        }),
                        children: [
                          {
                            index: true,
                            lazy: async () => ({
                              Component: (await import('#console/service-accounts/page/overview-tab.tsx')).OverviewTab,
                            }),
                          },
                          {
                            path: 'operations',
                            lazy: async () => ({
                              Component: (await import('../operations/operations-tab.tsx')).OperationsTab,
                            }),
                          },
                          {
                            path: 'access',
                            lazy: async () => ({
                              Component: (await import('../access/access-tab.tsx')).AccessTab,
                            }),
                          },
                        ],
                      },
                    ],
                  },
                  { path: '*', element: <NotFoundPage /> },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
]

export const router = createBrowserRouter(routes, { basename: basePath || '/' })
