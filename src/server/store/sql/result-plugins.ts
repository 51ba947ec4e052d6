import { CamelCasePlugin, type KyselyPlugin, type QueryResult, type UnknownRow } from 'kysely'

const isoDate = (value: unknown) => (value instanceof Date ? value.toISOString() : value)

// Drivers parse timestamptz to Date, but rows have ISO strings.
const isoDates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }): Promise<QueryResult<UnknownRow>> => ({
    ...result,
    rows: result.rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, isoDate(value)])),
    ),
  }),
}

/** Converts snake_case columns to camelCase fields and dates to ISO strings. Leaves the contents of jsonb unchanged. */
export const resultPlugins: KyselyPlugin[] = [isoDates, new CamelCasePlugin({ maintainNestedObjectKeys: true })]
