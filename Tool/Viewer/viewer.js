import {html, svg, nothing, render} from "lit-html";

// The run never changes; what the reader sees is a function of the run and of this state alone.
const run = JSON.parse(document.getElementById("run").textContent);
const last = run.steps.length;
const state = {step: last, focus: "", full: false, text: false, arrows: false, lane: 0, filter: "", sheet: false, told: ""};

const cells = new Map(run.cells.map(cell => [cell.id, cell]));
const worlds = [new Map(run.cells.map(cell => [cell.id, cell.start]))];
const changes = [new Map()];
const writers = new Map(run.cells.map(cell => [cell.id, []]));
for (const step of run.steps) {
  const world = new Map(worlds.at(-1));
  for (const change of step.changes) {
    world.set(change.cell, change.after);
    writers.get(change.cell).push(step.number);
  }
  worlds.push(world);
  changes.push(new Map(step.changes.map(change => [change.cell, change])));
}

const signs = {"+": "new", "~": "changed", "-": "gone"};
const concerned = new Set(run.broken.flatMap(claim => claim.cells));
const lifecycles = new Map(run.lifecycles.map(lifecycle => [lifecycle.name, lifecycle]));
const actorOf = number => run.steps[number - 1]?.actor;
const at = number => Math.max(0, Math.min(last, number));

// A cell that takes part in the violation is marked from the step that gave it its last value.
const isWrong = (cell, step) => concerned.has(cell) && step >= (writers.get(cell)?.at(-1) ?? 0);

// ---- addresses: #s=8&f=p0&x=full

const shortName = id => /^cpu\[(.*)\]$/.exec(id)?.[1] ?? id;
const longName = name => [name, `cpu[${name}]`, `cpu[m0.${name}]`].find(id => cells.has(id));
const address = () => "#" + new URLSearchParams({s: state.step, f: shortName(state.focus), ...(state.full ? {x: "full"} : {})});

function readAddress() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const step = Number.parseInt(wanted.get("s") ?? "", 10);
  state.step = Number.isNaN(step) ? last : at(step);
  state.focus = longName(wanted.get("f") ?? "") ?? [...concerned].find(id => cells.has(id))
    ?? run.cells.find(cell => cell.kind === "cpu").id;
  state.full = wanted.get("x") === "full";
}

// ---- what the reader can do

function update(change, how = "replaceState") {
  Object.assign(state, {told: ""}, change);
  if (address() !== location.hash) history[how](null, "", address());
  draw();
}

// What repeats for ever begins again behind its last step.
const again = number => run.loop && number > last ? last - run.loop + 1 : at(number);
const go = number => update({step: again(number)});
const jump = number => update({step: at(number)}, "pushState");
const focus = id => update({focus: id});
const writer = direction => {
  const steps = writers.get(state.focus);
  const found = direction < 0 ? steps.findLast(number => number < state.step) : steps.find(number => number > state.step);
  if (found === undefined) update({told: `No ${direction < 0 ? "earlier" : "later"} step writes ${state.focus}.`});
  else jump(found);
};
const otherActor = direction => {
  let number = state.step + direction;
  while (number > 0 && number < last && actorOf(number) === actorOf(number + (direction < 0 ? 1 : -1))) number += direction;
  jump(number);
};
const copy = async text => {
  try {
    await navigator.clipboard.writeText(text);
    update({told: `Copied: ${text}`});
  } catch {
    update({told: `Copy this: ${text}`});
  }
};
const copyCommand = () => copy(`hmm replay ${run.token}`);
const copyLink = () => copy(location.href);
const laneNames = [...document.querySelectorAll("svg.names text")];
const look = number => {
  const lane = number === state.lane ? 0 : number;
  const name = laneNames[lane - 1]?.textContent ?? "";
  const cell = /^folio_lock\[(.*)\]$/.exec(name)?.[1] ?? name;
  if (number > laneNames.length) update({told: `There are ${laneNames.length} lanes.`});
  else update({lane, told: lane ? `Lane ${lane}: ${name}` : "All lanes", ...(cells.has(cell) ? {focus: cell} : {})});
};
const matches = step => [step.operation, step.arguments, step.label, ...step.changes.map(change => change.cell)].join(" ").toLowerCase()
  .includes(state.filter.toLowerCase()) && (state.lane === 0 || state.lane > run.actors.length || step.actor === state.lane - 1);
const filterKey = event => {
  const found = run.steps.filter(matches);
  if (event.key === "Escape") { update({filter: ""}); event.target.blur(); }
  if (event.key === "Enter" && found.length) jump((found.find(step => step.number > state.step) ?? found[0]).number);
};
const showSheet = shown => {
  update({sheet: shown});
  document.querySelector(shown ? "#sheet button" : "#actions button.help").focus();
};

const keys = [
  ["ArrowRight", "→ or j", "next step", () => go(state.step + 1)],
  ["ArrowLeft", "← or k", "step before", () => go(state.step - 1)],
  ["j", "", "", () => go(state.step + 1)],
  ["k", "", "", () => go(state.step - 1)],
  ["shift ArrowRight", "shift →", "next context switch", () => otherActor(1)],
  ["shift ArrowLeft", "shift ←", "context switch before", () => otherActor(-1)],
  ["Home", "Home", "before the first step", () => jump(0)],
  ["End", "End or v", "the violation", () => jump(last)],
  ["v", "", "", () => jump(last)],
  ["[", "[", "step before that wrote the chosen cell", () => writer(-1)],
  ["]", "]", "next step that writes it", () => writer(1)],
  ["a", "a", "arrows to what made it so", () => update({arrows: !state.arrows})],
  ["/", "/", "filter the steps", () => document.getElementById("filter").focus()],
  ...Array.from("123456789", key => [key, key === "1" ? "1 to 9" : "", "look at one lane", () => look(Number(key))]),
  ["f", "f", "everything, or only what holds something", () => update({full: !state.full})],
  ["t", "t", "the run as text", () => update({text: !state.text})],
  ["c", "c", "copy the replay command", copyCommand],
  ["l", "l", "copy a link to this step", copyLink],
  ["?", "?", "this sheet", () => showSheet(!state.sheet)],
  ["Escape", "", "", () => state.sheet && showSheet(false)],
];

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.type === "search" || (event.target.type === "range" && /Arrow|Home|End/.test(event.key))) return;
  const name = event.shiftKey && event.key.startsWith("Arrow") ? `shift ${event.key}` : event.key;
  const key = keys.find(([wanted]) => wanted === name);
  if (!key) return;
  event.preventDefault();
  key[3]();
});

// ---- panes

const who = (actor, text = run.actors[actor]) => html`<span class="who h${Math.min(actor, 2)}">${text}</span>`;
const sentence = step => step ? `step ${step.number} of ${last}: ${run.actors[step.actor]}, ${step.operation}: ${step.label}`
  : `before the first of ${last} steps`;
const stepButton = number => html`<button class="link" aria-current=${number === state.step ? "step" : nothing}
  @click=${() => jump(number)}>${number}</button>`;
const sign = change => change ? html`<span class="sign" title=${signs[change.sign]}>${change.sign}</span>` : nothing;

const actions = () => html`
  <button @click=${copyCommand}>Copy replay command</button>
  <button @click=${copyLink}>Copy link</button>
  <button aria-pressed=${state.full} @click=${() => update({full: !state.full})}>Show everything</button>
  <button aria-pressed=${state.arrows} @click=${() => update({arrows: !state.arrows})}>Arrows</button>
  <button aria-pressed=${state.text} @click=${() => update({text: !state.text})}>As text</button>
  <button class="help" aria-label="Keys" aria-expanded=${state.sheet} @click=${() => showSheet(!state.sheet)}>?</button>
  <p class="told" role="status">${state.told}</p>`;

const controls = step => html`
  <div class="buttons">
    <button aria-label="Before the first step" @click=${() => jump(0)}>|&lt;</button>
    <button aria-label="Step before" @click=${() => go(state.step - 1)}>&lt;</button>
    <button aria-label="Next step" @click=${() => go(state.step + 1)}>&gt;</button>
    <button aria-label="Last step" @click=${() => jump(last)}>&gt;|</button>
  </div>
  <div class="scrub"><input type="range" min="0" max=${last} .value=${String(state.step)} aria-label="Step" aria-valuetext=${sentence(step)}
    @input=${event => go(Number(event.target.value))}>${run.noReturn === null ? nothing : svg`<svg class="returns" height="12" aria-hidden="true">
    <svg x="${100 * run.noReturn / last}%" overflow="visible"><path d="M0 0L5 8H-5z"/></svg></svg>`}</div>
  <p aria-live="polite">${step ? html`<b>step ${step.number}</b> of ${last}` : html`<b>start</b>, then ${last} steps`}</p>`;

const stepList = () => html`
  <div class="head"><h2>Steps</h2><input id="filter" type="search" placeholder="/ filter" aria-label="Filter the steps"
    .value=${state.filter} @input=${event => update({filter: event.target.value})} @keydown=${filterKey}></div>
  <div class="scroll" id="list">${run.steps.filter(matches).map((step, i, shown) => {
    const before = shown[i - 1];
    const isHead = before?.actor !== step.actor || before.operation !== step.operation || step.begins;
    return html`${run.loop && step.number === last - run.loop + 1 ? html`<p class="bang">The loop begins.</p>` : nothing}${isHead ? html`<h3>${who(step.actor)} ${step.operation} ${step.arguments}</h3>` : nothing}
      <button class="row" aria-current=${step.number === state.step ? "step" : nothing} @click=${() => jump(step.number)}>
        <span class="number">${step.number}</span><span>${step.label}</span>
        <span class="signs">${step.changes.map(sign)}${step.number === last && run.broken.length ? html`<span class="bang">!</span>` : nothing}</span>
      </button>`;
  })}</div>`;

const oldValue = change => change?.before ? html`<small>was ${change.before}</small>` : nothing;

const valueCell = cell => {
  const change = changes[state.step].get(cell.id);
  const value = worlds[state.step].get(cell.id);
  return html`<td class="${change ? "changed" : ""} ${isWrong(cell.id, state.step) ? "wrong" : ""}">
    <button class="cell" aria-pressed=${state.focus === cell.id} data-cell=${cell.id} @click=${() => focus(cell.id)}>
      <span class="unseen">${cell.id}</span><span>${sign(change)}${value || html`<i>none</i>`}</span>${oldValue(change)}</button></td>`;
};

const isShown = cell => state.full || worlds[state.step].get(cell.id) || changes[state.step].has(cell.id);
const ofKind = (...kinds) => run.cells.filter(cell => kinds.includes(cell.kind));

const pageTable = () => {
  const tables = ofKind("vma", "binding", "cpu", "mirror", "dma");
  const columns = [...new Set(tables.map(cell => cell.column))];
  return html`<table><thead><tr><th scope="col">page</th>${columns.map(column => html`<th scope="col">${column}</th>`)}</tr></thead>
    <tbody>${[...new Set(tables.map(cell => cell.row))].map(row => html`<tr><th scope="row">${row}</th>${
      columns.map(column => valueCell(tables.find(cell => cell.row === row && cell.column === column)))}</tr>`)}</tbody></table>`;
};

// A frame's value is its memory, "ref n", "map n", "holds n", and marks.
const frameParts = value => {
  const [memory = "", ref = "", map = "", holds = "", ...marks] = value ? value.split(", ") : [];
  return [memory, ref.slice(4), map.slice(4), holds.slice(6), marks.join(", ")];
};
const frameRow = cell => {
  const change = changes[state.step].get(cell.id);
  const before = frameParts(change?.before);
  const wrong = isWrong(cell.id, state.step) ? "wrong" : "";
  return html`<tr><td class="${change ? "changed" : ""} ${wrong}"><button class="cell" aria-pressed=${state.focus === cell.id}
    @click=${() => focus(cell.id)}><span>${sign(change)}${cell.id}</span></button></td>${
    frameParts(worlds[state.step].get(cell.id)).map((part, i) => {
      const differs = change && part !== before[i];
      return html`<td class="${differs ? "changed" : ""} ${wrong}">${part || (i ? "" : html`<i>free</i>`)}${
        differs && before[i] ? html` <small>was ${before[i]}</small>` : nothing}</td>`;
    })}</tr>`;
};
const frameTable = () => {
  const frames = ofKind("frame").filter(isShown);
  return frames.length === 0 ? nothing : html`<table><thead><tr>${["frame", "memory", "references", "mappings", "holds", "marks"]
    .map(head => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${frames.map(frameRow)}</tbody></table>`;
};
const lockTable = () => {
  const locks = ofKind("lock", "notifier", "other").filter(isShown);
  return locks.length === 0 ? nothing : html`<table><thead><tr><th scope="col">lock or notifier</th><th scope="col">held by, or state</th></tr></thead>
    <tbody>${locks.map(cell => html`<tr><th scope="row">${cell.id}</th>${valueCell(cell)}</tr>`)}</tbody></table>`;
};
const writerLine = () => html`<p class="writers"><b>${state.focus}</b> ${writers.get(state.focus).length === 0 ? "is never written."
  : html`is written by step ${writers.get(state.focus).map(number => html` ${stepButton(number)}`)}`}
  <button @click=${() => writer(-1)}>[ before</button> <button @click=${() => writer(1)}>] next</button></p>`;
const world = () => html`
  <h2>Tables ${state.step ? `after step ${state.step}` : "before the first step"}</h2>
  ${writerLine()}
  <div class="scroll" tabindex="0" role="group" aria-label="Tables">${pageTable()}${frameTable()}${lockTable()}</div>`;

// Of a frame only the parts that differ.
const difference = ({cell, before, after}) => {
  const [old, young] = [before.split(", "), after.split(", ")];
  const isFrame = cells.get(cell).kind === "frame" && before && after;
  const gone = isFrame ? old.filter(part => !young.includes(part)).join(", ") : before;
  const come = isFrame ? young.filter(part => !old.includes(part)).join(", ") : after;
  return html`${gone ? html`<s>${gone}</s>` : nothing} ${gone && come ? "→ " : ""}${come}`;
};
const alternative = ({actor, operation, arguments: args, label, arm, begins, waits}) => html`<li>${who(actor, `a${actor}`)}
  ${begins ? `begins ${operation} ${args}`.trim() : operation}: ${label}${arm ? ` (${arm})` : ""}${waits ? html` <em>waits: ${waits}</em>` : nothing}</li>`;
const alternativeList = (title, alternatives) => alternatives.length === 0 ? nothing
  : html`<h3>${title} (${alternatives.length})</h3><ul>${alternatives.map(alternative)}</ul>`;
const influences = (title, found, end) => found.length === 0 ? nothing : html`<h3>${title}</h3>
  <ul>${found.map(influence => html`<li>step ${stepButton(influence[end])} ${who(actorOf(influence[end]))}: ${influence.cell}</li>`)}</ul>`;
const stepDetail = step => {
  if (!step) return html`<h2>Start</h2><p>Nothing has begun. → takes the first step, ? lists the keys.</p>`;
  const alternatives = step.alternatives.map(index => run.alternatives[index]);
  return html`<h2>Step ${step.number}</h2>
    <p>${who(step.actor)} ${step.operation} ${step.arguments}${step.begins ? ", begins" : ""}${step.ends ? ", done" : ""}</p>
    <p class="label">${step.label}</p>
    ${step.source ? html`<p><code>${step.source}</code></p>` : nothing}
    ${step.note ? html`<p class="note">${step.note}</p>` : nothing}
    ${step.changes.length ? html`<ul class="diff">${step.changes.map(change => html`<li>${sign(change)}
      <button class="link" @click=${() => focus(change.cell)}>${change.cell}</button>
      ${difference(change)}</li>`)}</ul>` : html`<p>It changes no table and no lock.</p>`}
    ${influences("Goes so because of", run.influences.filter(({to}) => to === step.number), "from")}
    ${influences("Makes another go so", run.influences.filter(({from}) => from === step.number), "to")}
    ${alternativeList("Could have run instead", alternatives.filter(alternative => !alternative.waits))}
    ${alternativeList("Had to wait", alternatives.filter(alternative => alternative.waits))}`;
};

const lifeDrawing = (lifecycle, before, now, isIllegal) => svg`
  <svg width=${lifecycle.width} height=${lifecycle.height} viewBox="0 0 ${lifecycle.width} ${lifecycle.height}" role="img"
    aria-label="${lifecycle.name} lifecycle, ${lifecycle.states[now].name}">
    <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8"
      markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>
    ${lifecycle.edges.map(edge => ({edge, kind: before !== now && edge.from === before && edge.to === now ? "taken" : edge.from === now ? "open" : ""}))
      .sort((one, other) => one.kind.length - other.kind.length)
      .map(({edge, kind}) => svg`<path class="edge ${kind}" d=${edge.path} marker-end=${kind ? "url(#tip)" : nothing}><title>${edge.on.join(", ")}</title></path>`)}
    ${lifecycle.states.map((box, i) => svg`<g class="state ${i === now ? "now" : ""} ${i === before && i !== now ? "before" : ""} ${i === now && isIllegal ? "illegal" : ""}">
      <rect x=${box.x} y=${box.y} width=${box.width} height="24" rx="5"/><text x=${box.x + box.width / 2} y=${box.y + 16}>${box.name}</text></g>`)}
  </svg>`;
const lifeText = (lifecycle, life, before, now) => {
  const names = lifecycle.states.map(box => box.name);
  const edge = lifecycle.edges.find(link => link.from === before && link.to === now);
  if (state.step === last && life.illegal) return html`<b class="bang">!</b> ${life.illegal} is not permitted in ${names[before]}.`;
  return before === now ? `${names[now]}.` : `${names[before]} → ${names[now]} by ${edge ? edge.on.join(" or ") : "something it does not permit"}.`;
};
const lifePane = () => {
  const lives = run.lives.filter(life => life.cells.includes(state.focus));
  const shown = lives.length ? lives : run.lives.slice(0, 1);
  return html`<h2>Lifecycles</h2><div class="scroll" tabindex="0" role="group" aria-label="Lifecycles">${shown.map(life => {
    const lifecycle = lifecycles.get(life.lifecycle);
    const [before, now] = [life.states[Math.max(0, state.step - 1)], life.states[state.step]];
    return html`<h3>${life.lifecycle} ${life.subject}</h3><p>${lifeText(lifecycle, life, before, now)}</p>
      ${lifeDrawing(lifecycle, before, now, state.step === last && life.illegal)}`;
  })}<p class="legend">Filled: now. Ring: before this step. Heavy: the transition taken. Thin: what may follow.</p></div>`;
};

const sheet = () => state.sheet ? html`<div class="sheet" role="dialog" aria-modal="true" aria-labelledby="keys"><h2 id="keys">Keys</h2>
  <dl>${keys.filter(([, shown]) => shown).map(([, shown, what]) => html`<dt>${shown}</dt><dd>${what}</dd>`)}</dl>
  <button @click=${() => showSheet(false)}>Close</button></div>` : nothing;

const panes = step => html`
  <section class="pane steps" aria-label="Steps">${stepList()}</section>
  <section class="pane world" aria-label="Tables">${world()}</section>
  <section class="pane step" aria-label="This step" tabindex="0">${stepDetail(step)}</section>
  <section class="pane life" aria-label="Lifecycles">${lifePane()}</section>`;

// ---- drawing

const chart = document.querySelector("svg.chart");
const column = Number(chart.dataset.column);

function moveCursor() {
  const cursor = chart.querySelector(".cursor");
  cursor.setAttribute("x", 1 + (state.step - 1) * column);
  cursor.classList.toggle("off", state.step === 0);
  const frame = chart.parentElement;
  const middle = (state.step - 0.5) * column;
  if (middle < frame.scrollLeft + column || middle > frame.scrollLeft + frame.clientWidth - column) frame.scrollLeft = middle - frame.clientWidth / 2;
}

// From step to step in the lanes; of the step that the reader looks at alone.
function drawArrows() {
  const found = run.influences.filter(({from, to}) => state.arrows && (from === state.step || to === state.step));
  const edge = (number, side) => {
    const box = chart.querySelector(`rect.step[data-step="${number}"]`);
    return [Number(box.getAttribute("x")) + side * box.getAttribute("width"), Number(box.getAttribute("y")) + 8];
  };
  render(svg`${found.map(({from, to, cell}, i) => {
    const [[x, y], [u, v]] = [edge(from, 1), edge(to, 0)];
    return svg`<path class="edge" d="M${x} ${y}C${x + 24 + 8 * i} ${y} ${u - 24 - 8 * i} ${v} ${u} ${v}" marker-end="url(#arrow)"><title>${cell}</title></path>`;
  })}`, chart.querySelector(".arrows"));
}

function showLane() {
  const isDim = i => state.lane > 0 && state.lane !== i + 1;
  laneNames.forEach((name, i) => name.classList.toggle("dim", isDim(i)));
  chart.querySelectorAll("g.lane").forEach((lane, i) => lane.classList.toggle("dim", isDim(i)));
}

function showCurrent() {
  const list = document.getElementById("list");
  const row = list.querySelector("[aria-current]");
  if (!row) list.scrollTop = 0;
  else if (row.offsetTop < list.scrollTop + 30 || row.offsetTop > list.scrollTop + list.clientHeight - 60) list.scrollTop = row.offsetTop - list.clientHeight / 2;
}

function draw() {
  const step = run.steps[state.step - 1];
  document.documentElement.classList.toggle("text", state.text);
  render(actions(), document.getElementById("actions"));
  render(controls(step), document.getElementById("controls"));
  render(panes(step), document.getElementById("panes"));
  render(sheet(), document.getElementById("sheet"));
  moveCursor();
  drawArrows();
  showLane();
  showCurrent();
}

chart.addEventListener("click", event => jump(Math.ceil((event.clientX - chart.getBoundingClientRect().left) / column)));
addEventListener("hashchange", () => { readAddress(); draw(); });
document.documentElement.classList.add("live");
readAddress();
draw();
