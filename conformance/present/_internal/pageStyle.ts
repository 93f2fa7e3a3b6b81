/** The look of the report page: one column, system fonts, light and dark from the same names. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: #fbfbfa; --card: #ffffff; --ink: #1c1e21; --soft: #5d646d; --line: #dfe2e6; --code: #f3f4f6;
  --shade: #1c1e2140; --good: #1a7f4b; --bad: #c2341d; --warn: #8a6100; --bar: #d9dde2; --link: #0b5cad;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15171a; --card: #1c1f23; --ink: #e6e8ea; --soft: #9aa3ad; --line: #33383e; --code: #24282d;
    --shade: #000000a0; --good: #4cc38a; --bad: #ff7a64; --warn: #e3b341; --bar: #3a4047; --link: #76b3f5;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1120px; margin: 0 auto; padding: 28px 20px 64px; }
h1 { font-size: 25px; line-height: 1.25; margin: 4px 0 6px; text-wrap: balance; overflow-wrap: anywhere; }
h2 { font-size: 18px; margin: 40px 0 12px; }
a { color: var(--link); }
code, pre, .mono { font-family: var(--mono); font-size: 13px; }
.brand, .run { color: var(--soft); }
.conforms h1 { color: var(--good); }
.breaks h1 { color: var(--bad); }
.incomplete h1 { color: var(--warn); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(96px, 1fr)); gap: 10px; margin: 22px 0 0; padding: 0; list-style: none; }
.tiles li { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 9px 12px; }
.tiles b { display: block; font-size: 23px; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tiles span { color: var(--soft); font-size: 13px; }
.tiles .some.failed b, .tiles .some.errored b, .tiles .some.timedOut b { color: var(--bad); }
.tiles .some.passed b { color: var(--good); }
.tiles .some.blocked b, .tiles .some.known b, .tiles .some.advice b, .tiles .some.unjudged b { color: var(--warn); }
.scroll, pre { overflow-x: auto; scrollbar-width: thin; background:
  linear-gradient(to left, var(--ground) 40%, transparent) right / 44px 100% no-repeat local,
  linear-gradient(to left, var(--shade), transparent) right / 14px 100% no-repeat scroll, var(--ground); }
.scroll { --ground: var(--card); border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 7px 12px; text-align: right; white-space: nowrap; border-top: 1px solid var(--line); }
thead th { border-top: 0; color: var(--soft); font-weight: 500; font-size: 13px; vertical-align: bottom; }
th:first-child { text-align: left; position: sticky; left: 0; background: var(--card); }
tbody th { font-weight: 500; }
tfoot th, tfoot td { font-weight: 650; }
td.bad { color: var(--bad); font-weight: 650; }
td.zero, .idle th, .idle td { color: var(--soft); }
.tools { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 4px 20px; }
.filter { border: 0; padding: 0; margin: 0 0 12px; display: flex; gap: 16px; }
.filter label { cursor: pointer; }
details.operation, details.cause { border: 1px solid var(--line); border-radius: 8px; background: var(--card); margin: 0 0 8px; }
details.operation > summary, details.cause > summary { cursor: pointer; padding: 9px 14px; list-style: none; }
details.operation > summary { display: grid; grid-template-columns: 1fr auto auto; gap: 2px 16px; align-items: center; }
summary::-webkit-details-marker { display: none; }
details[open].operation > summary, details[open].cause > summary { border-bottom: 1px solid var(--line); }
summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 8px; }
.name { font-weight: 600; overflow-wrap: anywhere; }
.name::before { content: '\\25b8'; display: inline-block; width: 1.1em; color: var(--soft); font-weight: 400; }
[open] > summary > .name::before { content: '\\25be'; }
.signature { grid-column: 1 / -1; color: var(--soft); padding-left: 1.3em; overflow-wrap: anywhere; }
.cause > summary .size { white-space: nowrap; color: var(--soft); font-weight: 400; }
.score { color: var(--soft); font-size: 13px; white-space: nowrap; }
.clauses { list-style: none; margin: 0; padding: 0; }
.clause { padding: 8px 14px; }
.clause + .clause { border-top: 1px solid var(--line); }
.clause .head { display: grid; grid-template-columns: 88px minmax(0, 1fr) auto; gap: 2px 14px; align-items: start; }
.verdict { font-size: 13px; padding-top: 1px; white-space: nowrap; }
.verdict::before { content: '\\25cf'; margin-right: 6px; }
.verdict.passed { color: var(--good); }
.verdict.failed, .verdict.errored, .verdict.timedOut { color: var(--bad); font-weight: 600; }
.verdict.unsupported { color: var(--soft); }
.verdict.unsupported::before { content: '\\25cb'; }
.verdict.blocked, .verdict.known, .verdict.advice, .verdict.unjudged { color: var(--warn); }
.verdict.unjudged::before { content: '\\25cb'; }
.what b { font-weight: 600; overflow-wrap: anywhere; }
.what span { color: var(--soft); display: block; overflow-wrap: anywhere; }
.what .reason { color: var(--warn); }
.measure { display: grid; grid-template-columns: 110px 74px; gap: 10px; align-items: center; justify-content: end; padding-top: 3px; }
.measure .number { font-size: 13px; text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.measure .number.bad { color: var(--bad); }
.measure .cases { grid-column: 1 / -1; text-align: right; color: var(--soft); font-size: 12px; }
.bar { display: block; position: relative; height: 9px; border-radius: 2px; background: var(--bar); overflow: hidden; }
.bar i { position: absolute; inset: 0 auto 0 0; background: var(--good); }
.bar i.bad { background: var(--bad); }
.bar::after { content: ''; position: absolute; left: 50%; top: 0; bottom: 0; width: 2px; margin-left: -1px; background: var(--ink); }
.legend { color: var(--soft); font-size: 13px; margin: 0 0 12px; }
.legend .bar { display: inline-block; width: 74px; vertical-align: -1px; margin-right: 8px; }
.failure { padding: 2px 14px 14px; }
.clause .failure { padding: 6px 0 6px; }
.clause .failure > summary { cursor: pointer; color: var(--link); font-size: 13px; padding-left: 102px; }
.failure .id { margin: 10px 0 2px; font-weight: 600; overflow-wrap: anywhere; }
.failure .statement { margin: 0; color: var(--soft); overflow-wrap: anywhere; }
.copyable { display: flex; align-items: flex-start; margin: 10px 0; background: var(--code); border-radius: 6px; }
pre { --ground: var(--code); flex: 1; min-width: 0; margin: 0; border-radius: 6px; padding: 11px 12px; tab-size: 2; }
.copy { flex: none; margin: 6px; font: 12px/1 system-ui, sans-serif; padding: 6px 8px; border: 1px solid var(--line);
  border-radius: 5px; background: var(--card); color: var(--soft); cursor: pointer; }
.copy:hover { color: var(--ink); }
dl { display: grid; grid-template-columns: 88px minmax(0, 1fr); gap: 3px 14px; margin: 10px 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
.measured { border-collapse: collapse; font-size: 13px; }
.measured th, .measured td { text-align: left; padding: 2px 14px 2px 0; overflow-wrap: anywhere; }
figure { margin: 10px 0; max-width: 640px; }
figure svg { width: 100%; border: 1px solid var(--line); border-radius: 8px; }
figcaption { font-size: 13px; color: var(--soft); }
.problems { border: 1px solid var(--warn); border-radius: 8px; background: var(--card); padding: 10px 14px 10px 32px; margin: 0; }
.empty { color: var(--soft); }
[data-show='failing'] .calm { display: none; }
.none-failing { display: none; }
[data-show='failing'] .none-failing { display: block; }
@media (max-width: 640px) {
  main { padding: 18px 12px 48px; }
  h1 { font-size: 21px; }
  th, td { padding: 6px 7px; }
  .scroll { font-size: 13px; }
  thead th { font-size: 12px; }
  details.operation > summary { grid-template-columns: minmax(0, 1fr) auto; }
  details.operation > summary > .name { grid-column: 1 / -1; }
  details.operation > summary > .verdict { padding-left: 1.2em; }
  .clause .head { grid-template-columns: minmax(0, 1fr) auto; }
  .clause .what { grid-row: 2; grid-column: 1 / -1; }
  .measure { grid-template-columns: 74px auto; }
  .measure .cases { display: none; }
  .clause .failure > summary { padding-left: 0; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dd { margin-bottom: 7px; }
  .copyable { flex-direction: column-reverse; align-items: stretch; }
  .copy { align-self: flex-end; margin-bottom: 0; }
}
@media print { .copy, .filter { display: none; } }
`;
