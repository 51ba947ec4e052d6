/**
 * All pages of a list, in order.
 *
 * @param load asks for the page behind a token; '' is the first
 */
export async function* pages<Page extends { readonly nextPageToken: string }>(
  load: (pageToken: string) => Promise<Page>,
): AsyncGenerator<Page> {
  let token = ''
  do {
    const page = await load(token)
    yield page
    token = page.nextPageToken
  } while (token !== '')
}
