import { crowdDescription } from './crowd.ts'

type Query = (text: string) => Promise<{ readonly rows: unknown[] }>

// Each returns inconsistencies. A `Writer` gives each write its own Idempotency-Key and description.
const questions = {
  'keys without an account': `
    select id from api_keys where service_account_id not in (select id from service_accounts)`,
  'a name twice': `
    select cloud_id, name from service_accounts group by cloud_id, name having count(*) > 1`,
  'what nobody made, or somebody made twice': `
    select made.id from (select id from api_keys union all select id from service_accounts) as made
    where (select count(*) from operations where resource_id = made.id and operations.description like 'Create %') <> 1`,
  'what an operation made, and is neither there nor deleted': `
    select resource_id from operations as made
    where description in ('Create API key', 'Create service account')
      and resource_id not in (select id from api_keys union all select id from service_accounts)
      and not exists (
        select from operations as deleted
        where deleted.description like 'Delete %'
          and deleted.resource_id in (made.resource_id, made.service_account_id)
      )`,
  'what is deleted, and there': `
    select resource_id from operations where description like 'Delete %'
      and resource_id in (select id from api_keys union all select id from service_accounts)`,
  'a description that is not of the last write': `
    select kept.id from (
      select id, description from api_keys union all select id, description from service_accounts
    ) as kept
    where kept.description not in (
      select response ->> 'description' from operations
      where resource_id = kept.id and created_at = (
        select max(created_at) from operations
        where resource_id = kept.id and response ->> 'description' is not null
      )
    )`,
  // Responses with a secret are erased after ten minutes.
  'writes without an answer to repeat': `
    select key_hash from idempotency where sealed_answer is null and secret_of is null`,
  'operations without a write, or writes without an operation': `
    select operations, writes from
      (select count(*)::int from operations where description <> 'Create API key' or response ->> 'description' <> '${crowdDescription}') as o(operations),
      (select count(*)::int from idempotency) as w(writes)
    where operations <> writes`,
}

const checkIndexes = `
  create extension if not exists amcheck;
  select bt_index_check(indexrelid, true) from pg_index join pg_class on pg_class.oid = indexrelid
  where relnamespace = 'public'::regnamespace`

/** Finds partial writes of `Writer`s and `Crowd`s, and rows that are missing from an index. */
export const whatIsWrong = async (query: Query): Promise<Readonly<Record<string, unknown[]>>> => {
  for (const statement of checkIndexes.split(';')) await query(statement)
  const wrong: Record<string, unknown[]> = {}
  for (const [what, question] of Object.entries(questions)) {
    const { rows } = await query(question)
    if (rows.length > 0) wrong[what] = rows
  }
  return wrong
}
