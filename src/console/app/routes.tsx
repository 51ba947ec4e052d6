import { createBrowserRouter } from 'react-router-dom'

import { ServiceAccountsPage } from '#console/service-accounts/list-page.tsx'
import { SignInPage } from '#console/sign-in/sign-in-page.tsx'
import { ErrorPage, NotFoundPage, RootErrorPage } from './error-page.tsx'
import { FolderPages } from './folder-pages.tsx'
import { Layout, SignedOutLayout } from './layout.tsx'
import { paths } from './paths.ts'
import { RequireSession } from './require-session.tsx'
import { Root } from './root.tsx'
import { RootPage } from './root-page.tsx'

/** All routes. Pages load on demand, except for the two where most visits begin. */
export const router = createBrowserRouter([
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
                        path: 'service-accounts/:serviceAccountId',
                        lazy: async () => ({
                          Component: (await import('../service-accounts/account-page.tsx')).ServiceAccountPage,
                        }),
                        children: [
                          {
                            index: true,
                            lazy: async () => ({
                              Component: (await import('../service-accounts/overview-tab.tsx')).OverviewTab,
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
])
