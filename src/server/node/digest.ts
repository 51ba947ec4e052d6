import { hash } from 'node:crypto'

/** SHA-256 of a text, 64 hex digits: Node's own, four times as fast as what browsers are given. */
export const sha256Hex = (text: string): string => hash('sha256', text, 'hex')
