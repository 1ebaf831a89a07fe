// The style sheet of HTML reports.

#include "render/report/html_style.h"

namespace tenon {

std::string_view html_style() {
  return R"css(
:root {
  color-scheme: light dark;
  --page: #f7f6f3; --card: #ffffff; --ink: #1d2430; --soft: #555e6c; --line: #dcdfe4; --code: #f6f7f9;
  --link: #1d5fa8; --good: #146a3d; --good-bg: #dff3e7; --bad: #8f4406; --bad-bg: #fdeccf;
  --gone: #8a1c33; --gone-bg: #f8dde2; --calm: #1d5fa8; --calm-bg: #dfeafa; --dim: #5a3d8a; --dim-bg: #ebe3f7;
  --want: #0e5f34; --want-bg: #dcf3e4; --have: #a3182f; --have-bg: #fbe0e4;
  --mono: ui-monospace, "SFMono-Regular", "Cascadia Mono", "DejaVu Sans Mono", Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171c; --card: #1c2128; --ink: #e6e9ee; --soft: #a2acba; --line: #333b46; --code: #161a20;
    --link: #86b6f2; --good: #5fd394; --good-bg: #173a28; --bad: #f3b04c; --bad-bg: #43300f;
    --gone: #f58a9e; --gone-bg: #481824; --calm: #86b6f2; --calm-bg: #182f4d; --dim: #c4a8f5; --dim-bg: #32264a;
    --want: #72dd9f; --want-bg: #15392a; --have: #ff9aaa; --have-bg: #4a1822;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif;
}
a { color: var(--link); }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: .8rem; top: .6rem; background: var(--card); padding: .3rem .7rem; z-index: 1; }
.wrap { max-width: 70rem; margin: 0 auto; padding: 0 1.25rem; }
header { background: var(--card); border-bottom: 1px solid var(--line); padding: 1.6rem 0 1.3rem; }
.brand { margin: 0 0 .2rem; color: var(--soft); font-size: .9rem; letter-spacing: .01em; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 1rem; font-weight: 650; letter-spacing: -.01em; overflow-wrap: anywhere; }
h1 .state { display: inline-block; width: .7em; height: .7em; border-radius: 50%; margin-right: .45em; background: var(--state); }
.good { --state: var(--good); } .findings { --state: var(--bad); } .unknown { --state: var(--gone); }
dl.from { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; font-size: .92rem; }
dl.from dt { color: var(--soft); } dl.from dd { margin: 0; overflow-wrap: anywhere; }
code, pre { font-family: var(--mono); font-size: .86em; overflow-wrap: anywhere; }
main { padding: 1.5rem 0 1rem; }
.counts { list-style: none; display: flex; flex-wrap: wrap; gap: .7rem; padding: 0; margin: 0 0 1.5rem; }
.counts li { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .55rem 1rem .5rem; min-width: 7.5rem; color: var(--soft); font-size: .88rem; }
.counts b { display: block; color: var(--ink); font-size: 1.55rem; line-height: 1.2; font-weight: 650; }
nav { margin: 0 0 1.5rem; font-size: .92rem; }
nav ul { list-style: none; margin: .4rem 0 0; padding: 0; columns: 18rem; column-gap: 2rem; }
nav li { overflow-wrap: anywhere; padding: .1rem 0; break-inside: avoid; }
section { margin: 0 0 2rem; }
h2 { font-size: 1.12rem; margin: 0 0 .7rem; font-weight: 650; overflow-wrap: anywhere; }
h2 code { font-size: .95em; }
h3 { font-size: 1rem; margin: 0; font-weight: 600; overflow-wrap: anywhere; line-height: 1.45; }
.entry { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--tone, var(--soft)); border-radius: 4px 10px 10px 4px; padding: .95rem 1.15rem 1rem; margin: 0 0 .85rem; }
.entry p { margin: .55rem 0 0; overflow-wrap: anywhere; }
.entry .place { margin: .1rem 0 0; color: var(--soft); font-size: .88rem; }
.tag { display: inline-block; font: 600 .78rem/1 system-ui, "DejaVu Sans", sans-serif; padding: .28rem .5rem; border-radius: 6px; margin-right: .35rem; color: var(--tone); background: var(--tone-bg); vertical-align: .08em; }
.kind { color: var(--soft); font-weight: 400; }
.t-change { --tone: var(--bad); --tone-bg: var(--bad-bg); }
.t-missing { --tone: var(--gone); --tone-bg: var(--gone-bg); }
.t-unexpected { --tone: var(--dim); --tone-bg: var(--dim-bg); }
.t-rename, .t-note { --tone: var(--calm); --tone-bg: var(--calm-bg); }
.t-good { --tone: var(--good); --tone-bg: var(--good-bg); }
.both { display: grid; grid-template-columns: 1fr 1fr; gap: .8rem; margin-top: .7rem; }
.both > div { min-width: 0; }
.both h4 { margin: 0 0 .25rem; font-size: .8rem; font-weight: 600; color: var(--soft); }
pre { margin: 0; background: var(--code); border: 1px solid var(--line); border-radius: 7px; padding: .6rem .75rem; white-space: pre-wrap; line-height: 1.5; }
pre code { font-size: inherit; }
pre { font-size: .84rem; }
.entry .none { color: var(--soft); font-style: italic; margin: 0; padding: .6rem .75rem; border: 1px dashed var(--line); border-radius: 7px; font-size: .9rem; }
ins { background: var(--want-bg); color: var(--want); font-weight: 600; text-decoration: underline solid 2px; text-underline-offset: 3px; border-radius: 3px; padding: 0 .1em; }
del { background: var(--have-bg); color: var(--have); font-weight: 600; text-decoration: underline wavy 1.5px; text-underline-offset: 3px; border-radius: 3px; padding: 0 .1em; }
.attributes { list-style: none; margin: .6rem 0 0; padding: 0; font-size: .9rem; color: var(--soft); }
.attributes li { overflow-wrap: anywhere; } .attributes code { color: var(--ink); }
.meaning b, .fix b { font-weight: 600; }
.shares { display: flex; gap: 3px; height: 10px; margin: 0 0 .9rem; }
.shares span { background: var(--tone); border-radius: 4px; min-width: 6px; flex-basis: 0; }
.counts [class] { border-top: 3px solid var(--tone); } .counts [class] b { color: var(--tone); }
.changes { list-style: none; margin: 0; padding: .7rem 1.1rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.changes li { overflow-wrap: anywhere; padding: .18rem 0; }
.targets { list-style: none; display: flex; flex-wrap: wrap; gap: .35rem; margin: .5rem 0 .8rem; padding: 0; }
.targets li { margin: 0; padding: .05rem .5rem .1rem; border: 1px solid var(--line); border-radius: 6px; background: var(--card); max-width: 100%; }
.entry .targets { margin-bottom: 0; } .entry .targets li { background: var(--code); }
.causes > div + div { border-top: 1px solid var(--line); margin-top: .7rem; padding-top: .7rem; }
.causes p, .causes details { margin: 0; } .causes .targets { margin-top: .35rem; }
.group { border-top: 1px solid var(--line); padding-top: 1.5rem; margin-top: 2.2rem; } .group h2 { margin-bottom: .3rem; }
.says { margin: 0 0 .3rem; font-weight: 550; overflow-wrap: anywhere; } .group .groups { margin: 0 0 .3rem; }
nav.wide ul { columns: auto; } .many > summary { color: var(--soft); padding: .25rem 0; }
.groups { color: var(--soft); margin: 0 0 .7rem; overflow-wrap: anywhere; }
details { margin: 0 0 .8rem; } summary { cursor: pointer; }
details ul, .plain { padding-left: 1.2rem; margin: .4rem 0; } details li, .plain li { overflow-wrap: anywhere; margin: .15rem 0; }
figure { margin: 0 0 1.8rem; } figcaption { color: var(--soft); font-size: .9rem; margin: 0 0 .5rem; }
.picture { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .6rem; overflow: auto; max-height: 46rem; }
.picture svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
footer { border-top: 1px solid var(--line); padding: 1rem 0 2rem; color: var(--soft); font-size: .88rem; }
footer p { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 44rem) {
  .wrap { padding: 0 .9rem; } h1 { font-size: 1.45rem; }
  .both { grid-template-columns: 1fr; gap: .6rem; } .entry { padding: .8rem .85rem .9rem; }
  dl.from { grid-template-columns: 1fr; gap: 0; } dl.from dd { margin: 0 0 .4rem; }
  .counts li { flex: 1 1 8.5rem; min-width: 0; overflow-wrap: anywhere; }
}
@media print { body, header, .entry { background: none; } .entry { break-inside: avoid; } }
)css";
}

}  // namespace tenon
