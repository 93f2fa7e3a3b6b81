/** The look of the report page: one column, system fonts, light and dark from the same names. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: #fbfbfa; --card: #ffffff; --ink: #1c1e21; --soft: #5d646d; --line: #dfe2e6; --code: #f3f4f6;
  --shade: #1c1e2140; --good: #1a7f4b; --bad: #c2341d; --warn: #8a6100; --bar: #d9dde2; --link: #0b5cad;
  --p1: #eef3fa; --p2: #d3e3f5; --p3: #a9caec; --p4: #6ea6dd; --blue: #2166ac; --orange: #b6400a; --on: #ffffff; --amber: #f3dfa2;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15171a; --card: #1c1f23; --ink: #e6e8ea; --soft: #9aa3ad; --line: #33383e; --code: #24282d;
    --shade: #000000a0; --good: #4cc38a; --bad: #ff7a64; --warn: #e3b341; --bar: #3a4047; --link: #76b3f5;
    --p1: #1d2733; --p2: #213a55; --p3: #2a5482; --p4: #3a78ba; --blue: #6fb1f0; --orange: #ff9a5c; --on: #15171a; --amber: #5a4a16;
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
.filter { border: 0; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: 2px 14px; }
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
.what p { margin: 0; color: var(--soft); overflow-wrap: anywhere; }
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
.promises > summary, .advices > summary { margin-bottom: 8px; }
.promises > summary, .advices > summary { cursor: pointer; color: var(--link); font-size: 13px; }
.tools { justify-content: flex-start; align-items: center; position: sticky; top: 0; z-index: 3; background: var(--paper); padding: 10px 0; margin-top: 14px; border-bottom: 1px solid var(--line); }
.tools input[type='search'] { font: inherit; padding: 4px 10px; border: 1px solid var(--line); border-radius: 6px; background: var(--card); color: var(--ink); min-width: 0; flex: 0 1 220px; }
.tools .hint { color: var(--soft); font-size: 13px; }
.map h2 { margin: 14px 0 8px; }
.tall { max-height: 62vh; overflow: auto; }
.map table { width: auto; font-size: 12px; border-collapse: separate; border-spacing: 1px; }
.map th, .map td { padding: 0; border: 0; }
.map td { width: 25px; min-width: 25px; height: 20px; text-align: center; font-size: 11px; }
.map td a { display: block; color: inherit; text-decoration: none; line-height: 20px; border-radius: 3px; }
.map td a:hover, .map td a:focus { outline: 2px solid var(--link); outline-offset: -1px; }
.map thead th { position: sticky; top: 0; z-index: 2; background: var(--card); height: 132px; vertical-align: bottom; padding-bottom: 4px; }
.map thead th span { writing-mode: vertical-rl; transform: rotate(180deg); font-size: 12px; }
.map thead th:first-child { z-index: 3; text-align: left; padding: 0 8px 4px; }
.map tbody th { text-align: left; padding: 0 8px; font-weight: 500; white-space: nowrap; }
.map tbody th a { color: var(--ink); text-decoration: none; }
.map tbody th a:hover { text-decoration: underline; }
.map .chapter th { color: var(--soft); font-weight: 600; padding-top: 6px; }
.p1 { background: var(--p1); } .p2 { background: var(--p2); } .p3 { background: var(--p3); } .p4 { background: var(--p4); }
.map td.passed a { background: inherit; }
.map td.failed a, .map td.errored a, .map td.timedOut a, .key .failed, .key .errored, .key .timedOut { background: var(--orange); color: var(--on); font-weight: 700; }
.map td.blocked a, .map td.known a, .map td.advice a, .map td.unjudged a, .key .blocked, .key .known, .key .advice, .key .unjudged { background: var(--amber); font-weight: 600; }
.key { line-height: 2; margin-top: 8px; }
.key span { display: inline-block; min-width: 24px; text-align: center; border-radius: 3px; margin-left: 8px; line-height: 20px; color: var(--ink); }
.figures { display: flex; flex-wrap: wrap; gap: 12px 20px; }
.figures figure { flex: 1 1 300px; max-width: 480px; margin: 0; }
.pictures { padding: 8px 14px 12px; border-top: 1px solid var(--line); }
.pictures > summary { cursor: pointer; color: var(--link); font-size: 13px; margin-bottom: 8px; }
figure code { overflow-wrap: anywhere; }
svg { background: var(--card); }
svg text { fill: var(--soft); font: 10px system-ui, sans-serif; }
.axes path { stroke: var(--line); fill: none; }
.limit { stroke: var(--ink); stroke-dasharray: 4 3; fill: none; }
.dots { stroke: var(--blue); stroke-width: 3.6; stroke-linecap: round; stroke-opacity: 0.55; fill: none; }
.dots.bad { stroke: var(--orange); stroke-width: 4.6; stroke-linecap: square; stroke-opacity: 0.9; }
.scatter:focus-visible { outline: 2px solid var(--link); }
.chosen { fill: none; stroke: var(--ink); stroke-width: 1.5; }
.bars rect { fill: var(--blue); }
.guide { stroke: var(--soft); stroke-dasharray: 2 3; fill: none; }
.line { stroke: var(--blue); fill: none; }
.clause figure { max-width: 420px; }
.clause .off { max-width: 640px; }
.what code { font-size: 12px; margin-right: 6px; }
.off svg { border: 0; border-radius: 0; background: none; }
.off svg text { fill: var(--ink); }
.off .d0 rect { fill: var(--p1); } .off .d1 rect { fill: #fdd9b5; } .off .d2 rect { fill: #fdb06e; } .off .d3 rect { fill: #f0803c; } .off .d4 rect { fill: #c9510f; }
.off .d1 text, .off .d2 text, .off .d3 text { fill: #1c1e21; } .off .d4 text, .off .lost text { fill: #ffffff; } .off .lost rect { fill: #5b1a1a; }
.lacking ul { columns: 3 180px; margin: 10px 0; }
[hidden] { display: none !important; }
:root:has(input[value='failing']:checked) .calm { display: none; }
:root:has(input[value='failing']:checked) .map tbody:not(:has(tr:not(.chapter, .calm))) { display: none; }
.none-failing { display: none; }
:root:has(input[value='failing']:checked) .none-failing { display: block; }
${['passed', 'advice', 'unjudged', 'blocked', 'known']
  .map(
    (verdict) =>
      `:root:has(input[value='${verdict}']:checked) :is(.operation:not(:has(.verdict.${verdict})), .clause:not(:has(.verdict.${verdict})), .map tr[data-name]:not(:has(.${verdict}))) { display: none; }`,
  )
  .join('\n')}
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
  .measure .cases { grid-column: 1 / -1; }
  .map tbody th { max-width: 104px; overflow: hidden; text-overflow: ellipsis; padding: 0 5px; }
  .tall { max-height: 70vh; }
  .tools { position: static; }
  .clause .failure > summary { padding-left: 0; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dd { margin-bottom: 7px; }
  .copyable { flex-direction: column-reverse; align-items: stretch; }
  .copy { align-self: flex-end; margin-bottom: 0; }
}
@media print { .copy, .tools { display: none; } .tall { max-height: none; } }
`;
