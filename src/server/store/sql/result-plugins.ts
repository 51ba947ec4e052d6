import { CamelCasePlugin, type KyselyPlugin, type QueryResult, type UnknownRow } from 'kysely'

const isoDate = (value: unknown) => (value instanceof Date ? value.toISOString() : value)

// Drivers read a timestamptz into a Date; the port speaks ISO strings.
const isoDates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }): Promise<QueryResult<UnknownRow>> => ({
    ...result,
    rows: result.rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, isoDate(value)])),
    ),
  }),
}

/** Columns are snake_case and dates; rows are camelCase and ISO strings. What is inside jsonb stays as it is. */
export const resultPlugins: KyselyPlugin[] = [isoDates, new CamelCasePlugin({ maintainNestedObjectKeys: true })]
