/** The part of JSON Schema that the contract uses. */
export interface Schema {
  readonly type?: string
  readonly format?: string
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
}

/** One field of a request or response body. Its path may be `accessBindings[].subject.id`. */
export interface Field {
  readonly path: string
  readonly description: string
  readonly required: boolean
}

const maxSafe = Number.MAX_SAFE_INTEGER

/** Describes a schema in one phrase: `string of 1 to 50 characters`. */
export const describeSchema = (schema: Schema): string => {
  if (schema.enum !== undefined) return `one of ${schema.enum.join(', ')}`
  if (schema.format === 'date-time') return 'RFC 3339 timestamp'
  switch (schema.type) {
    case 'string':
      return `string${lengthOf(schema)}${schema.pattern === undefined ? '' : ` matching ${schema.pattern}`}`
    case 'integer':
      return `integer${rangeOf(schema)}`
    case 'boolean':
      return 'boolean'
    case 'array': {
      const limit = schema.maxItems === undefined ? '' : ` of at most ${schema.maxItems}`
      return `list${limit}${schema.uniqueItems ? ', unique' : ''}, each: ${describeSchema(schema.items ?? {})}`
    }
    default:
      return isMap(schema) ? 'map of strings' : 'object'
  }
}

const lengthOf = ({ minLength = 0, maxLength }: Schema) => {
  if (maxLength === undefined) return ''
  return minLength === 0 ? ` of at most ${maxLength} characters` : ` of ${minLength} to ${maxLength} characters`
}

const rangeOf = ({ minimum = -maxSafe, maximum = maxSafe }: Schema) =>
  minimum === -maxSafe || maximum === maxSafe ? '' : ` from ${minimum} to ${maximum}`

const isMap = ({ properties, additionalProperties }: Schema) =>
  properties === undefined && typeof additionalProperties === 'object'

/** All fields of an object, including nested ones. */
export const fieldsOf = (schema: Schema, within = ''): readonly Field[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const path = `${within}${name}`
    const field = { path, description: describeSchema(property), required: schema.required?.includes(name) ?? false }
    const inner =
      property.type === 'array' ? fieldsOf(property.items ?? {}, `${path}[].`) : fieldsOf(property, `${path}.`)
    return [field, ...inner]
  })
