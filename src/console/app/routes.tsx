import { createBrowserRouter } from 'react-router-dom'

import { ServiceAccountsPage } from '#console/service-accounts/list-page.tsx'
import { ErrorPage, NotFoundPage, RootErrorPage } from './error-page.tsx'
import { FolderPages } from './folder-pages.tsx'
import { Layout } from './layout.tsx'
import { RequireSession } from './require-session.tsx'
import { Root } from './root.tsx'
import { RootPage } from './root-page.tsx'

/** All routes. Pages load on demand, except for the list where most visits begin. */
export const router = createBrowserRouter([
  {
    element: <Root />,
    errorElement: <RootErrorPage />,
    // Empty while the first page's code loads: a placeholder would only flash.
    hydrateFallbackElement: <></>,
    children: [
      {
        path: '/sign-in',
        lazy: async () => ({ Component: (await import('../sign-in/sign-in-page.tsx')).SignInPage }),
      },
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
