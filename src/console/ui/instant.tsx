import { useFormats } from '#console/i18n/i18n.ts'
import { Tooltip } from './tooltip.tsx'

/** A moment as relative time; local time and UTC in a tooltip. */
export const Instant = ({ at }: { readonly at: string }) => {
  const f = useFormats()
  return (
    <Tooltip
      title={
        <>
          {f.dateTimeZone(at)}
          <br />
          {f.utc(at)}
        </>
      }
    >
      <time dateTime={at}>{f.relative(at)}</time>
    </Tooltip>
  )
}
