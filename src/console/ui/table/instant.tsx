import { useFormats } from '#console/i18n/i18n.ts'

/** A moment as relative time; local time and UTC as its description, which a tooltip shows. */
export const Instant = ({ at }: { readonly at: string }) => {
  const f = useFormats()
  return (
    // The exact time must be within reach of the keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <time dateTime={at} tabIndex={0} aria-description={`${f.dateTimeZone(at)}\n${f.utc(at)}`} data-tip="">
      {f.relative(at)}
    </time>
  )
}
