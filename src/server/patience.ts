import { UnavailableError } from './store/store.ts'

const milliseconds = 5000

/**
 * What the database answers, if it does so soon: one question that hangs must not hold up all that wait for its answer,
 * for there are other connections.
 * @throws UnavailableError after 5 s
 */
export const withinPatience = async <T>(answer: Promise<T> | T): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new UnavailableError('The database does not answer')), milliseconds)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
