import { readdirSync, readFileSync } from 'node:fs'

import { type ESTree, parseSync, Visitor } from 'vite'
import { expect, it } from 'vitest'

// Browsers that translate a page replace text nodes with elements. React keeps the old nodes, and can then neither
// change nor remove them, nor insert before them. It sets the only child of an element by `textContent`, which works.
// So each text must be the only child of its element.

const files = ['src/console', 'src/mocks'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
)

/** Variables and props that contain elements. */
const slots = new Set([
  'actions',
  'bulkDialog',
  'children',
  'head',
  'icon',
  'menu',
  'mockBadge',
  'panel',
  'parent',
  'rowTools',
  'tools',
])

/** MUI components that may add a sibling to their children, and those that add one to their label. */
const mixing = new Set(['Button', 'FormLabel', 'InputLabel', 'ListItemButton', 'MenuItem'])
const mixingLabels = new Set(['Tab', 'TextField'])

const isNothing = (child: ESTree.JSXChild): boolean =>
  child.type === 'JSXText'
    ? /^\s*\n\s*$/.test(child.value)
    : child.type === 'JSXExpressionContainer' && child.expression.type === 'JSXEmptyExpression'

/** True for expressions that render elements only. */
const isElement = (node: ESTree.JSXChild | ESTree.JSXExpression | ESTree.Expression): boolean => {
  switch (node.type) {
    case 'JSXElement':
    case 'JSXFragment':
      return true
    case 'JSXExpressionContainer':
      return isElement(node.expression)
    case 'ParenthesizedExpression':
      return isElement(node.expression)
    case 'LogicalExpression':
      return isElement(node.right)
    case 'ConditionalExpression':
      return isElement(node.consequent) && isElement(node.alternate)
    case 'Identifier':
      return slots.has(node.name) || node.name === 'undefined'
    case 'MemberExpression':
      return node.property.type === 'Identifier' && slots.has(node.property.name)
    case 'CallExpression':
      return isElementCall(node)
    case 'Literal':
      return node.value === null
    default:
      return false
  }
}

/** An array mapped to elements, or a copy of one. */
const isElementCall = ({ callee, arguments: [first] }: ESTree.CallExpression): boolean => {
  if (callee.type === 'Identifier') return callee.name === 'cloneElement'
  return (
    callee.type === 'MemberExpression' &&
    callee.property.type === 'Identifier' &&
    ['map', 'flatMap'].includes(callee.property.name) &&
    first?.type === 'ArrowFunctionExpression' &&
    (first.body.type === 'BlockStatement' || isElement(first.body))
  )
}

const nameOf = ({ name }: ESTree.JSXOpeningElement): string => (name.type === 'JSXIdentifier' ? name.name : '')

const muiPath = '@mui/material/'

const attributeOf = ({ attributes }: ESTree.JSXOpeningElement, name: string) =>
  attributes.find((one): one is ESTree.JSXAttribute => one.type === 'JSXAttribute' && one.name.name === name)

/** Every JSX element and fragment of a file. */
const read = (file: string) => {
  const text = readFileSync(file, 'utf8')
  const elements: ESTree.JSXElement[] = []
  const fragments: ESTree.JSXFragment[] = []
  const mui = new Map<string, string>()
  const { program, errors } = parseSync(file, text)
  expect(errors).toEqual([])
  new Visitor({
    ImportDeclaration: ({ source: { value }, specifiers: [specifier] }) => {
      if (specifier && value.startsWith(muiPath)) mui.set(specifier.local.name, value.slice(muiPath.length))
    },
    JSXElement: (node) => elements.push(node),
    JSXFragment: (node) => fragments.push(node),
  }).visit(program)
  const quote = ({ start, end }: ESTree.Span) =>
    `${file}:${text.slice(0, start).split('\n').length} ${text.slice(start, end)}`
  /** MUI's name of a component, '' for others. */
  const muiName = (element: ESTree.JSXOpeningElement) => mui.get(nameOf(element)) ?? ''
  return { elements, fragments, muiName, quote }
}

const sources = files.map(read)

it('finds the elements of every file', () => {
  expect(sources.flatMap(({ elements }) => elements).length).toBeGreaterThan(500)
})

it('no text has a sibling', () => {
  const texts = sources.flatMap(({ elements, fragments, muiName, quote }) =>
    [...elements, ...fragments].flatMap((node) => {
      const children = node.children.filter((child) => !isNothing(child))
      const alone = children.length === 1 && node.type === 'JSXElement' && !mixing.has(muiName(node.openingElement))
      return alone ? [] : children.filter((child) => !isElement(child)).map(quote)
    }),
  )
  expect(texts).toEqual([])
})

it('no label of a component that adds a sibling is bare text', () => {
  const labels = sources.flatMap(({ elements, muiName, quote }) =>
    elements.flatMap(({ openingElement: element }) => {
      const label = mixingLabels.has(muiName(element)) ? attributeOf(element, 'label')?.value : null
      return label && !isElement(label) ? [quote(label)] : []
    }),
  )
  expect(labels).toEqual([])
})

it('page translation leaves code unchanged', () => {
  const codes = sources.flatMap(({ elements, quote }) =>
    elements
      .map(({ openingElement }) => openingElement)
      .filter((element) => {
        const variant = attributeOf(element, 'variant')?.value
        const isCode =
          ['code', 'pre'].includes(nameOf(element)) || (variant?.type === 'Literal' && variant.value === 'code')
        return isCode && attributeOf(element, 'translate') === undefined
      })
      .map(quote),
  )
  expect(codes).toEqual([])
})
