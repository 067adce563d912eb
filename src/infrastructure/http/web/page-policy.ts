/** What pages may do: load and ask for things from where they came, and nothing else (CSP level 3). */
export const PAGE_POLICY = Object.entries({
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'connect-src': "'self'",
  'frame-ancestors': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
})
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ');
