// The player of a film: it puts rows that are written already into their places.
// It needs nothing but this page.
(() => {
  "use strict";
  const film = JSON.parse(document.getElementById("film").textContent);
  const find = (id) => document.getElementById(id);
  const screen = find("screen"), caption = find("caption"), seek = find("seek"), play = find("play");
  const speed = find("speed"), clock = find("clock"), chapters = [...document.querySelectorAll("[data-at]")];
  const rows = [...screen.children];
  const shown = rows.map(() => null);
  let at = 0, playing = false, before = 0;

  // The last step that has begun by a time; steps are [time, what].
  const current = (steps, time) => {
    let low = 0, high = steps.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (steps[middle][0] <= time) low = middle; else high = middle;
    }
    return steps.length && steps[low][0] <= time ? steps[low][1] : null;
  };

  const told = (ms) => Math.floor(ms / 60000) + ":" + String(Math.floor(ms / 1000) % 60).padStart(2, "0");

  const show = () => {
    rows.forEach((row, y) => {
      const now = current(film.strips[y], at);
      if (now === shown[y]) return;
      shown[y] = now;
      row.innerHTML = now === null || now < 0 ? "" : film.rows[now];
    });
    const text = current(film.captions, at) || "";
    if (caption.textContent !== text) caption.textContent = text;
    seek.value = at;
    seek.setAttribute("aria-valuetext", told(at) + " of " + told(film.length));
    clock.textContent = told(at) + " / " + told(film.length);
    const chapter = chapters.filter((c) => Number(c.dataset.at) <= at).pop();
    chapters.forEach((c) => (c === chapter ? c.setAttribute("aria-current", "true") : c.removeAttribute("aria-current")));
  };

  const go = (time) => { at = Math.min(Math.max(0, time), film.length); show(); };

  const frame = (now) => {
    if (!playing) return;
    go(at + (now - before) * Number(speed.value));
    before = now;
    if (at >= film.length) pause(); else requestAnimationFrame(frame);
  };

  const label = () => {
    play.textContent = playing ? "❚❚" : "▶";
    play.setAttribute("aria-label", playing ? "Pause" : "Play");
  };
  const pause = () => { playing = false; label(); };
  const start = () => {
    if (playing) return;
    if (at >= film.length) go(0);
    playing = true;
    label();
    requestAnimationFrame((now) => { before = now; frame(now); });
  };
  const toggle = () => (playing ? pause() : start());

  // The changes of the screen, to go from one to the next.
  const changes = [...new Set(film.strips.flat().map((step) => step[0]))].sort((a, b) => a - b);
  const beside = (times, direction) => {
    const next = direction > 0 ? times.find((t) => t > at) : times.filter((t) => t < at).pop();
    if (next !== undefined) go(next);
  };
  const faster = (direction) => {
    const next = speed.selectedIndex + direction;
    if (next >= 0 && next < speed.options.length) speed.selectedIndex = next;
  };
  const marks = chapters.map((c) => Number(c.dataset.at));
  const keys = {
    " ": toggle, k: toggle,
    ArrowLeft: () => go(at - 5000), ArrowRight: () => go(at + 5000),
    Home: () => go(0), End: () => go(film.length),
    ",": () => { pause(); beside(changes, -1); }, ".": () => { pause(); beside(changes, 1); },
    "[": () => beside(marks, -1), "]": () => beside(marks, 1),
    "<": () => faster(-1), ">": () => faster(1),
  };

  document.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    const own = event.target.closest && event.target.closest("button, select");
    if (!act || event.ctrlKey || event.metaKey || event.altKey || (own && event.key === " ")) return;
    if (event.target === speed && event.key.startsWith("Arrow")) return;
    event.preventDefault();
    act();
  });
  play.addEventListener("click", toggle);
  screen.addEventListener("click", () => { if (String(getSelection()) === "") toggle(); });
  seek.addEventListener("input", () => go(Number(seek.value)));
  chapters.forEach((c) => c.addEventListener("click", () => go(Number(c.dataset.at))));

  // A screen that is too wide for the window gets smaller cells. They are whole
  // pixels of the device, so that lines go on from row to row without a seam, and
  // letters are spread or drawn together to their width, whatever font there is.
  const fit = () => {
    const [width, height] = film.cell, dots = devicePixelRatio || 1;
    const set = (name, value) => document.documentElement.style.setProperty(name, value + "px");
    const columns = Number(getComputedStyle(screen).getPropertyValue("--columns"));
    const sides = 2 * parseFloat(getComputedStyle(screen).paddingLeft);
    const room = (document.documentElement.clientWidth - sides) / columns;
    const column = Math.max(1, Math.floor(Math.min(width, room) * dots)) / dots;
    set("--column", column);
    set("--row", Math.round((height * column / width) * dots) / dots);
    set("--font", film.font * column / width);
    const ruler = find("ruler");
    const extra = column - ruler.getBoundingClientRect().width / ruler.textContent.length;
    screen.style.letterSpacing = extra.toFixed(3) + "px";
  };
  addEventListener("resize", fit);

  document.body.classList.add("plays");
  fit();
  label();
  const asked = /^#t=([\d.]+)$/.exec(location.hash);
  go(asked ? Number(asked[1]) * 1000 : 0);
  if (!asked && !matchMedia("(prefers-reduced-motion: reduce)").matches) start();
})();
