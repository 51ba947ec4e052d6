/** An index.html with all that `withConsole` fills in. */
export const consolePage = `<html>
  <meta name="csp-nonce" content="" />
  <meta name="base-path" content="/" />
  <meta name="upstream" content="" />
  <script src="/first-paint.js"></script>
  <link rel="icon" href="/favicon.svg" />
  <div id="root"></div>
</html>`
