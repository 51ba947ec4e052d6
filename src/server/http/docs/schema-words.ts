/** What of JSON Schema the contract makes use of. */
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

/** One field of a body or an answer: `accessBindings[].subject.id`. */
export interface Field {
  readonly path: string
  readonly words: string
  readonly required: boolean
}

const maxSafe = Number.MAX_SAFE_INTEGER

/** A schema in a few words: `text of 1 to 50 characters`. */
export const wordsOf = (schema: Schema): string => {
  if (schema.enum !== undefined) return `one of ${schema.enum.join(', ')}`
  if (schema.format === 'date-time') return 'moment as in RFC 3339'
  switch (schema.type) {
    case 'string':
      return `text${lengthOf(schema)}${schema.pattern === undefined ? '' : ` that matches ${schema.pattern}`}`
    case 'integer':
      return `whole number${rangeOf(schema)}`
    case 'boolean':
      return 'true or false'
    case 'array': {
      const most = schema.maxItems === undefined ? '' : ` of at most ${schema.maxItems}`
      return `list${most}${schema.uniqueItems ? ', no two alike' : ''}; each ${wordsOf(schema.items ?? {})}`
    }
    default:
      return isMap(schema) ? 'map of texts' : 'object'
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

/** Every field of an object, those of the objects in it too. */
export const fieldsOf = (schema: Schema, within = ''): readonly Field[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const path = `${within}${name}`
    const field = { path, words: wordsOf(property), required: schema.required?.includes(name) ?? false }
    const inner =
      property.type === 'array' ? fieldsOf(property.items ?? {}, `${path}[].`) : fieldsOf(property, `${path}.`)
    return [field, ...inner]
  })
