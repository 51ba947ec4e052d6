const circle = 'M12 2a10 10 0 1 0 0 20a10 10 0 0 0 0-20z'

const paths = {
  copy: 'M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2zM4 16a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2',
  dots: 'M5 11a1 1 0 1 0 0 2a1 1 0 0 0 0-2zM12 11a1 1 0 1 0 0 2a1 1 0 0 0 0-2zM19 11a1 1 0 1 0 0 2a1 1 0 0 0 0-2z',
  check: `${circle}M8.5 12.5l2.5 2.5l4.5-5.5`,
  alert: `${circle}M12 7.5v5M12 16h.01`,
  clock: `${circle}M12 6.5V12l3.5 2`,
  slash: `${circle}M9 15l6-6`,
}

/** A small icon with two elements, for use in thousands of cells. */
export const Glyph = ({ name }: { readonly name: keyof typeof paths }) => (
  <svg className="glyph" viewBox="0 0 24 24" aria-hidden>
    <path d={paths[name]} />
  </svg>
)
