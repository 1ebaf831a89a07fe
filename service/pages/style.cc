// The style sheet of the dashboard, over that of the reports and of the pictures.

#include "render/picture/svg.h"
#include "render/report/html_style.h"
#include "service/pages/frame.h"

namespace tenon {

namespace {

constexpr std::string_view kPageStyle = R"css(
:root { --field: #7b8594; }
@media (prefers-color-scheme: dark) { :root { --field: #7b8694; } }
html { scroll-padding-top: 1rem; }
main { padding: 1.6rem 0 2.5rem; min-height: 70vh; }
main:focus { outline: none; }
button:focus-visible, input:focus, input:focus-within, select:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.soft { color: var(--soft); } .lead { margin: -.4rem 0 1.3rem; color: var(--soft); overflow-wrap: anywhere; }
h1 { margin-bottom: .9rem; } h1 small { display: block; font-size: .95rem; font-weight: 400; color: var(--soft); margin-top: .3rem; letter-spacing: 0; }
h1 code { font-size: .92em; }

header.site { padding: 0; }
header.site .wrap { display: flex; flex-wrap: wrap; align-items: center; gap: .1rem 1.4rem; padding-top: .55rem; padding-bottom: .55rem; }
.logo { display: inline-flex; align-items: center; gap: .45rem; font-weight: 700; font-size: 1.12rem; color: var(--ink); text-decoration: none; letter-spacing: -.01em; }
.logo svg { fill: var(--link); }
.site nav { margin: 0; font-size: .94rem; } .site nav ul { columns: auto; display: flex; flex-wrap: wrap; gap: .1rem .2rem; margin: 0; }
.site nav li { padding: 0; }
.site nav a { display: block; padding: .4rem .6rem; border-radius: 6px; color: var(--soft); text-decoration: none; }
.site nav a:hover { color: var(--ink); background: var(--code); }
.site nav a[aria-current] { color: var(--ink); font-weight: 600; box-shadow: inset 0 -2px var(--link); border-radius: 6px 6px 0 0; }
.who { margin: 0 0 0 auto; display: flex; align-items: center; gap: .7rem; font-size: .9rem; color: var(--soft); overflow-wrap: anywhere; }
.notice { background: var(--tone-bg); color: var(--tone); border-radius: 8px; padding: .6rem .9rem; margin: 0 0 1.1rem; overflow-wrap: anywhere; }
.none-yet { color: var(--soft); padding: 1.1rem 1.2rem; border: 1px dashed var(--line); border-radius: 10px; margin: 0 0 1.5rem; overflow-wrap: anywhere; }

button, .button { font: 600 .92rem/1.3 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; color: var(--link); background: var(--card); border: 1px solid var(--field); border-radius: 7px; padding: .42rem .85rem; cursor: pointer; text-decoration: none; display: inline-block; }
button:hover, .button:hover { background: var(--calm-bg); }
form { margin: 0; } form.inline { display: inline-block; }
.actions { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1.1rem 0 1.5rem; }
.filter { display: flex; flex-wrap: wrap; align-items: end; gap: .6rem .8rem; margin: 0 0 1.8rem; }
.field { margin: 0; display: flex; flex-direction: column; gap: .2rem; min-width: 0; } .field label { font-size: .88rem; font-weight: 600; }
.filter .field label { font-weight: 400; color: var(--soft); }
input, select { font: inherit; font-size: .95rem; color: var(--ink); background: var(--card); border: 1px solid var(--field); border-radius: 7px; padding: .38rem .6rem; height: 2.4rem; max-width: 100%; }
input[type="checkbox"] { width: 1.05rem; height: 1.05rem; margin: .2rem 0 0; flex: none; accent-color: var(--link); }
input::placeholder { color: var(--soft); opacity: 1; }
.hint { color: var(--soft); font-size: .86rem; }
.stacked { display: grid; gap: 1rem; max-width: 34rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.1rem 1.2rem; }
.stacked button { justify-self: start; }
fieldset { border: 1px solid var(--line); border-radius: 8px; padding: .4rem .9rem .6rem; margin: 0; min-width: 0; } legend { font-size: .88rem; font-weight: 600; padding: 0 .3rem; }
.check { margin: .3rem 0; overflow-wrap: anywhere; font-size: .92rem; } .check label { display: flex; gap: .5rem; } .check label > span { min-width: 0; }

.four { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); }
.four li { padding: 0; min-width: 0; overflow: hidden; }
.four a { display: block; padding: .6rem 1rem .55rem; color: var(--soft); text-decoration: none; height: 100%; }
.four a:hover { background: var(--tone-bg); } .four a:hover, .four a:hover span { color: var(--ink); }
.four a:focus-visible { outline-offset: -3px; }
.four a[aria-current] { background: var(--tone-bg); color: var(--ink); font-weight: 600; }
.card h3 a { color: inherit; text-decoration: none; } .card h3 a:hover { text-decoration: underline; }
.card .place { margin: .15rem 0 .6rem; }
.squares { list-style: none; display: flex; flex-wrap: wrap; gap: 3px; margin: 0; padding: 0; }
.squares li { margin: 0; padding: 0; }
.squares a { display: grid; place-items: center; width: 24px; height: 24px; border-radius: 5px; background: var(--tone-bg); color: var(--tone); font: 700 13px/1 var(--mono); text-decoration: none; }
.squares a:hover { box-shadow: inset 0 0 0 2px var(--tone); }
.squares .more { align-self: center; padding-left: .35rem; font-size: .9rem; }
.squares .more a { display: inline; width: auto; background: none; color: var(--link); font: inherit; text-decoration: underline; box-shadow: none; }
.named { gap: .4rem; } .named a { display: inline-block; width: auto; height: auto; max-width: 100%; padding: .3rem .55rem; line-height: 1.25; overflow-wrap: anywhere; }
.nights a { width: 20px; height: 24px; font-size: 12px; border-radius: 4px; }
.months { display: grid; grid-template-columns: max-content 1fr; gap: .3rem .8rem; margin: .5rem 0 1.2rem; align-items: center; }
.months dt { font: .85rem var(--mono); color: var(--soft); } .months dd { margin: 0; min-width: 0; }
.jump { margin: 0; font-size: .9rem; } .jump a:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }

.scroll { overflow-x: auto; margin: 0 0 1.4rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
caption { text-align: left; padding: .65rem .9rem .2rem; color: var(--soft); font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .9rem; border-top: 1px solid var(--line); }
thead th, thead td { border-top: 0; color: var(--soft); font-weight: 600; font-size: .86rem; white-space: nowrap; }
tbody th { font-weight: 400; } tbody tr:hover { background: var(--code); }
td, tbody th { overflow-wrap: break-word; max-width: 26rem; } table code { overflow-wrap: break-word; } time { white-space: nowrap; } td time { white-space: normal; }
table button { white-space: nowrap; padding: .28rem .65rem; font-size: .86rem; }
td .tag, th .tag, dd .tag { margin-right: 0; }
dl.from { margin: 0 0 1.3rem; gap: .3rem 1.2rem; }
.pages { margin: 0 0 1.5rem; } .pages p { margin: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; }
.copied { position: relative; margin: 0 0 .9rem; } .copied pre { max-height: 26rem; overflow: auto; white-space: pre; padding-right: 5.5rem; }
.copied code { overflow-wrap: normal; }
.copied button { position: absolute; top: .4rem; right: .4rem; padding: .25rem .6rem; font-size: .84rem; }
.entry > .copied { margin: .6rem 0 0; }
.compared .both > div:first-child { order: 2; }

.chart { display: block; width: 100%; max-width: 46rem; height: auto; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.chart-text { font: 11px system-ui, "DejaVu Sans", sans-serif; fill: var(--soft); }
.axis { fill: none; stroke: var(--line); stroke-width: 1; }
.series { fill: none; stroke: var(--tone); stroke-width: 2; } .series.t-unexpected { stroke-dasharray: 6 4; } .series.t-good { stroke-dasharray: 2 3; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.3rem; padding: 0; margin: .5rem 0 0; font-size: .9rem; color: var(--soft); }
.legend .key { display: inline-block; width: 1.5rem; border-top: 2px solid var(--tone); vertical-align: .3em; margin-right: .45rem; }
.legend .t-unexpected .key { border-top-style: dashed; } .legend .t-good .key { border-top-style: dotted; }
.whole { max-height: 80vh; } .picture.whole svg { max-width: none; }
@media (max-width: 44rem) {
  header.site .wrap { padding-top: .4rem; padding-bottom: .3rem; } .site nav { order: 3; width: 100%; margin: 0 -.5rem; }
  .site nav { font-size: .9rem; } .site nav a { padding: .45rem .45rem; }
  .four { grid-template-columns: 1fr 1fr; } .filter .field, .filter input, .filter select { width: 100%; }
  table, tbody, tr, th, td, caption { display: block; } thead { display: none; }
  tbody tr { border-top: 1px solid var(--line); padding: .45rem 0; } tbody tr:first-child { border-top: 0; }
  tbody th, tbody td { border: 0; padding: .12rem .85rem; max-width: none; } tbody td:empty { display: none; }
  tbody th { font-weight: 600; } td[data-label]::before, th[data-label]::before { font-weight: 400; content: attr(data-label) ": "; color: var(--soft); } time { white-space: normal; }
  .copied pre { padding-right: .75rem; } .copied button { position: static; margin-top: .4rem; }
  .months { grid-template-columns: 1fr; gap: .1rem; } .months dd { margin-bottom: .5rem; }
}
@media print { header.site nav, .who, .filter, .stacked, .copied button, .actions { display: none; } }
)css";

}  // namespace

std::string_view page_style() {
  static const std::string kWhole =
      std::string(html_style()) + std::string(svg_style()) + std::string(kPageStyle);
  return kWhole;
}

}  // namespace tenon
