/** The look of the matrix of libraries: a table whose first column stays in sight, light and dark from the same names. */
export const matrixStyle = `
:root {
  color-scheme: light dark;
  --paper: #fbfbfa; --card: #ffffff; --ink: #1c1e21; --soft: #5d646d; --line: #dfe2e6; --code: #f3f4f6; --link: #0b5cad;
  --good: #1a7f4b; --good-ground: #e4f3ea; --bad: #b02a15; --bad-ground: #fbe3de; --warn: #7a5600; --warn-ground: #fbf0d3;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15171a; --card: #1c1f23; --ink: #e6e8ea; --soft: #9aa3ad; --line: #33383e; --code: #24282d; --link: #76b3f5;
    --good: #6fd6a3; --good-ground: #17362a; --bad: #ff9a88; --bad-ground: #47211b; --warn: #e9c46a; --warn-ground: #3d3013;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1400px; margin: 0 auto; padding: 28px 20px 64px; }
h1 { font-size: 25px; line-height: 1.25; margin: 4px 0 6px; text-wrap: balance; }
h2 { font-size: 20px; margin: 44px 0 4px; overflow-wrap: anywhere; }
h3 { font-size: 16px; margin: 0; overflow-wrap: anywhere; }
p { max-width: 80ch; margin: 6px 0; overflow-wrap: anywhere; }
a { color: var(--link); }
code, pre { font-family: var(--mono); font-size: 13px; }
.soft { color: var(--soft); }
.table { width: fit-content; max-width: 100%; overflow: auto; max-height: 88vh; border: 1px solid var(--line); border-radius: 8px; background: var(--card); margin: 14px 0; }
table { border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; font-size: 13px; }
th, td { padding: 4px 9px; white-space: nowrap; border-bottom: 1px solid var(--line); }
thead th { position: sticky; z-index: 2; background: var(--card); font-weight: 500; vertical-align: bottom; text-align: center; }
thead tr:first-child th { top: 0; height: 44px; font-weight: 650; }
thead tr:nth-child(2) th { top: 44px; color: var(--soft); font-size: 12px; }
thead th a { text-decoration: none; }
.first { border-left: 1px solid var(--line); }
tbody th, thead th:first-child { position: sticky; left: 0; z-index: 1; background: var(--card); text-align: left; font-weight: 500; border-right: 1px solid var(--line); }
thead th:first-child { z-index: 3; }
.chapter th { color: var(--soft); font-size: 12px; padding-top: 12px; }
td { text-align: right; min-width: 56px; }
td a { color: inherit; font-weight: 650; text-decoration-thickness: 1px; text-underline-offset: 2px; }
td sup { font-size: 10px; line-height: 0; }
.passed { color: var(--good); background: var(--good-ground); }
.defect { color: var(--bad); background: var(--bad-ground); }
.limit, .convention, .unjudged { color: var(--warn); background: var(--warn-ground); }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; padding: 0; margin: 10px 0; list-style: none; color: var(--soft); }
.legend span { display: inline-block; padding: 0 8px; border-radius: 3px; margin-right: 6px; font-size: 13px; }
article { border: 1px solid var(--line); border-radius: 8px; background: var(--card); padding: 12px 16px; margin: 12px 0; scroll-margin-top: 12px; }
article:target { outline: 2px solid var(--link); }
.kind { display: inline-block; border-radius: 3px; padding: 0 8px; font-size: 13px; margin-bottom: 4px; }
pre { background: var(--code); border-radius: 6px; padding: 10px 12px; margin: 8px 0; overflow-x: auto; tab-size: 2; }
.clauses { color: var(--soft); font-size: 13px; }
@media (max-width: 640px) {
  main { padding: 18px 10px 48px; }
  h1 { font-size: 21px; }
  table { font-size: 12px; }
  th, td { padding: 4px 6px; }
  td { min-width: 48px; }
  tbody th, thead th:first-child { max-width: 132px; overflow: hidden; text-overflow: ellipsis; }
  article { padding: 10px 11px; }
}
`;
