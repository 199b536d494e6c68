/** For the pages to read: no script, no font, light and dark. */
export const style = `:root{color-scheme:light dark;font:16px/1.55 system-ui,sans-serif}
body{margin:0}
main{max-width:52rem;margin:0 auto;padding:2rem 1rem 4rem}
h1,h2,h3{line-height:1.25}
h2{margin-top:2.5rem}
h3{margin:1.75rem 0 .25rem;font-size:1rem}
p{margin:.4rem 0}
code{font:.9em ui-monospace,monospace;overflow-wrap:anywhere}
.codes a{margin-inline-end:.6rem}
table{border-collapse:collapse;width:100%}.wide{overflow-x:auto}.wide table{font-size:.875em}.wide code{white-space:nowrap}details{margin-block:.5rem}summary{cursor:pointer}
th,td{text-align:start;padding:.35rem .5rem;border-bottom:1px solid color-mix(in srgb,currentColor 20%,transparent);vertical-align:top}
a{color:light-dark(#0a58a8,#8ec5ff)}
`;
