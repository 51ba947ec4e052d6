const segment = encodeURIComponent

/** One link builder a route. */
export const paths = {
  root: '/',
  signIn: '/sign-in',
  serviceAccounts: (folderId: string) => `/folders/${segment(folderId)}/service-accounts`,
  serviceAccount: (folderId: string, serviceAccountId: string) =>
    `/folders/${segment(folderId)}/service-accounts/${segment(serviceAccountId)}`,
} as const
