import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useId } from 'react'

import { keyStatus } from '#console/api-keys/list/key-status.ts'
import { now } from '#console/clock.ts'
import type { Messages } from '#console/i18n/en.ts'
import type { Formats } from '#console/i18n/format.ts'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { Glyph } from '#console/ui/cell/glyph.tsx'
import { statusGlyphs, StatusMark } from '#console/ui/cell/status-mark.tsx'
import { Button } from '#console/ui/page/button.tsx'
import { type Finding, findingsOf, type Fix, twinsOf } from './findings.ts'
import type { InventoryKey } from './queries.ts'

/** A finding in a few words. */
const findingWord = (m: Messages, { kind }: Finding, key: InventoryKey): string => {
  switch (kind) {
    case 'expired':
    case 'soon':
      return keyStatus(m, key, now()).word
    case 'unused':
    case 'neverUsed':
      return keyStatus(m, key, now()).mark
    case 'neverExpires':
      return m.status.neverExpires
    case 'suspended':
    case 'defaultScopes':
    case 'sameScopes':
      return m.inventory.finding[kind]
  }
}

/** All findings of a key in a few words. */
export const findingWords = (m: Messages, key: InventoryKey): string =>
  findingsOf(key, now())
    .map((finding) => findingWord(m, finding, key))
    .join(', ')

/** Why it is a finding. */
const findingReason = (m: Messages, f: Formats, { kind }: Finding, key: InventoryKey): string => {
  const { createdAt, lastUsedAt, expiresAt = '' } = key
  switch (kind) {
    case 'expired':
      return m.inventory.reason.expired(f.relative(expiresAt))
    case 'soon':
      return m.inventory.reason.soon(f.relative(expiresAt))
    case 'unused':
    case 'neverUsed':
      return lastUsedAt === undefined
        ? m.inventory.reason.neverUsed(f.relative(createdAt))
        : m.inventory.reason.unused(f.relative(lastUsedAt))
    case 'sameScopes':
      return m.inventory.reason.sameScopes(twinsOf(key, now()).length)
    case 'suspended':
    case 'defaultScopes':
    case 'neverExpires':
      return m.inventory.reason[kind]
  }
}

/** The action that resolves a finding, in words. */
export const fixWord = (m: Messages, fix: Fix): string => {
  switch (fix) {
    case 'delete':
      return m.action.delete
    case 'rotate':
      return m.apiKeys.rotate.action
    case 'account':
    case 'expiry':
    case 'scopes':
      return m.inventory.fix[fix]
  }
}

/** The most severe finding of a key, and the number of others. */
export const FindingsCell = ({ apiKey }: { readonly apiKey: InventoryKey }) => {
  const m = useMessages()
  const [first, ...others] = findingsOf(apiKey, now())
  if (first === undefined) return <StatusMark kind="good" word={m.inventory.noFindings} />
  return (
    <span className="statuses">
      <span className="status" data-kind={first.status}>
        <Glyph name={statusGlyphs[first.status]} />
        <span className="two-lines">
          <span>{findingWord(m, first, apiKey)}</span>
          {others.length > 0 && <span className="more">{` ${m.inventory.more(others.length)}`}</span>}
        </span>
      </span>
    </span>
  )
}

interface FindingListProps {
  readonly apiKey: InventoryKey
  readonly onFix: (fix: Fix) => void
}

/** The findings of a key, each with its reason and the action that resolves it. */
export const FindingList = ({ apiKey, onFix }: FindingListProps) => {
  const m = useMessages()
  const f = useFormats()
  const titleId = useId()
  const findings = findingsOf(apiKey, now())
  if (findings.length === 0) return null
  return (
    <Box component="section" aria-labelledby={titleId} sx={{ mb: 5 }}>
      <Typography component="h3" id={titleId} sx={{ fontWeight: 600, mb: 2 }}>
        {m.inventory.findings}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, borderTop: 1, borderColor: 'divider' }}>
        {findings.map((finding) => {
          const word = findingWord(m, finding, apiKey)
          const fix = fixWord(m, finding.fix)
          return (
            <Box
              component="li"
              key={finding.kind}
              sx={{
                display: 'flex',
                flexWrap: 'wrap',
                alignItems: 'center',
                columnGap: 4,
                rowGap: 2,
                py: 2.5,
                borderBottom: 1,
                borderColor: 'divider',
              }}
            >
              <Box sx={{ flex: '1 1 200px' }}>
                <StatusMark kind={finding.status} word={word} />
                <Typography>{findingReason(m, f, finding, apiKey)}</Typography>
              </Box>
              <Button size="small" aria-label={`${fix}: ${word}`} onClick={() => onFix(finding.fix)}>
                {fix}
              </Button>
            </Box>
          )
        })}
      </Box>
    </Box>
  )
}
