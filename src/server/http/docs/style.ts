/** The page's style sheet, with the console's fonts and colours in both colour schemes. */
export const docsStyle = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1b1d22, #e8eaee);
  --quiet: light-dark(#5c616c, #b4bac5);
  --line: light-dark(#e3e5e9, #2c3037);
  --link: light-dark(#2f55d4, #8ea6ff);
  --code: light-dark(#f5f6f8, #20242a);
  color: var(--ink);
  background: light-dark(#ffffff, #14161a);
  font: 0.875rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Helvetica, Arial, sans-serif;
}
body { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.25rem; font-weight: 600; }
h2 { margin: 0; font-size: 1rem; font-weight: 600; scroll-margin-top: 1rem; }
h3 { margin: 1rem 0 0; font-size: 0.875rem; font-weight: 600; }
p { margin: 0.5rem 0; max-width: 44rem; }
ul { margin: 0.25rem 0; padding-left: 1.25rem; }
li { margin: 0.25rem 0; }
a { color: var(--link); }
a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code {
  padding: 0.05rem 0.3rem;
  border-radius: 4px;
  background: var(--code);
  font: 0.75rem ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
.route code { display: inline-block; padding: 0.3rem 0.6rem; }
nav { margin: 1.5rem 0; }
nav h2 { margin-top: 1rem; font-size: 0.875rem; }
nav ul { padding: 0; list-style: none; }
nav li { margin: 0; }
nav a { display: inline-block; padding: 0.125rem 0; min-height: 24px; box-sizing: border-box; text-decoration: none; }
nav a:hover { text-decoration: underline; }
section { padding: 1.5rem 0; border-top: 1px solid var(--line); }
li, .route + p { color: var(--quiet); }
li code, .route + p code { color: var(--ink); }
@media (min-width: 60rem) {
  body { display: grid; grid-template-columns: 18rem 1fr; gap: 0 3rem; }
  main > section:first-child { padding-top: 0.5rem; border-top: 0; }
  header { grid-column: 1 / -1; }
  nav { position: sticky; top: 0; align-self: start; max-height: 100vh; margin: 0.5rem 0 0; overflow-y: auto; }
}
`
