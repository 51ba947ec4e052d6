const setting = (name: string): string =>
  globalThis.document?.querySelector<HTMLMetaElement>(`meta[name=${name}]`)?.content ?? ''

// The server writes these into index.html. The mock and the development server leave the defaults.

/** Starts every path of the console and of its API: '' at the root of the origin, otherwise such as `/keyrack`. */
export const basePath = setting('base-path').replace(/\/$/, '')

/** The cloud behind this console: `yandex-cloud`, or the root of another one. '' if the service is Keyrack's own. */
export const upstream = setting('upstream')

/** That cloud in words: `Yandex Cloud`, or the host of its root. */
export const cloudName = upstream === 'yandex-cloud' ? 'Yandex Cloud' : upstream.replace(/^https?:\/\/|\/$/g, '')

/** `host:port` of a cloud's root, as its CLI takes it. */
export const endpointOf = (root: string): string => {
  const { hostname, port } = new URL(root)
  return `${hostname}:${port || '443'}`
}

/** The command that creates an IAM token of that cloud. */
export const createTokenCommand = (cloud: string): string =>
  cloud === 'yandex-cloud' ? 'yc iam create-token' : `yc iam create-token --endpoint ${endpointOf(cloud)}`
