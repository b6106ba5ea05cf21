// What the pages do better with scripts: they open claims without loading the page anew, follow a
// check as it goes, and show moments in the reader's own time. Without scripts all of it works too.
"use strict";

(() => {
  const PARTS = ["progress", "legend", "text", "panel"];
  const main = document.getElementById("main");
  let latest = 0; // answers that come late are for a page that nobody looks at any more

  async function fetchPage(url) {
    const asked = ++latest;
    const response = await fetch(url, { headers: { Accept: "text/html" } });
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return asked === latest ? page : null;
  }

  function replaceParts(page, names) {
    for (const name of names) {
      const part = document.getElementById(name);
      const fresh = page.getElementById(name);
      if (part && fresh) part.replaceWith(document.adoptNode(fresh));
    }
    main.className = page.getElementById("main").className;
    showMoments();
  }

  // Moments ------------------------------------------------------------------------------------

  function showMoments() {
    const format = new Intl.DateTimeFormat(document.documentElement.lang, {
      dateStyle: "medium",
      timeStyle: "short",
    });
    for (const time of document.querySelectorAll("time[data-moment]")) {
      time.title = time.textContent;
      time.textContent = format.format(new Date(time.dateTime));
      time.removeAttribute("data-moment");
    }
  }

  function suggestTimeZone() {
    const field = document.querySelector("input[data-time-zone]");
    if (field && (field.value === "" || field.value === "UTC")) {
      field.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
    }
  }

  // Claims -------------------------------------------------------------------------------------

  async function openPage(url, { remember }) {
    try {
      const page = await fetchPage(url);
      if (!page) return;
      replaceParts(page, PARTS);
      if (remember) history.pushState(null, "", url);
      reveal(new URL(url, location.href).hash.slice(1));
    } catch {
      location.assign(url);
    }
  }

  function reveal(anchor) {
    const panel = document.getElementById("panel");
    const place = anchor && document.getElementById(anchor);
    if (place && !isInView(place)) place.scrollIntoView({ block: "start" });
    if (panel.querySelector("[data-close]")) {
      panel.scrollTop = 0;
      panel.focus({ preventScroll: true });
    }
  }

  function isInView(place) {
    const panel = document.getElementById("panel");
    const isSheet = getComputedStyle(panel).position === "fixed";
    const bottom = isSheet ? panel.getBoundingClientRect().top : innerHeight;
    const top = place.getBoundingClientRect().top;
    return top >= 0 && top < bottom - 60;
  }

  function followLinks() {
    if (!document.getElementById("panel")) return;
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-claim], a[data-close], .legend a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      openPage(link.href, { remember: true });
    });
    document.addEventListener("keydown", (event) => {
      const close = event.key === "Escape" && document.querySelector("#panel [data-close]");
      if (close) openPage(close.href, { remember: true });
    });
    addEventListener("popstate", () => openPage(location.href, { remember: false }));
  }

  // Progress -----------------------------------------------------------------------------------

  const REFRESH_MS = 700;
  let isWaiting = false;

  function isTyping() {
    const field = document.activeElement;
    return field && field.closest("#panel form") !== null;
  }

  async function refresh() {
    isWaiting = false;
    try {
      const page = await fetchPage(location.href);
      if (page) replaceParts(page, isTyping() ? PARTS.filter((name) => name !== "panel") : PARTS);
    } catch {
      // the next event, or the next turn of the clock, tries again
    }
  }

  function refreshSoon() {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(refresh, REFRESH_MS);
  }

  function isGoing() {
    return document.querySelector("#progress[data-events]") !== null;
  }

  function poll() {
    if (!isGoing()) return;
    refreshSoon();
    setTimeout(poll, 3 * REFRESH_MS);
  }

  function followProgress() {
    if (!isGoing()) return;
    const events = new EventSource(document.getElementById("progress").dataset.events);
    events.addEventListener("progress", refreshSoon);
    events.addEventListener("end", () => {
      events.close();
      refreshSoon();
    });
    events.onerror = () => {
      if (events.readyState === EventSource.CLOSED) poll(); // refused: too many streams are open
    };
  }

  // A new check of a claim ------------------------------------------------------------------------

  const TRIES = 60;

  async function awaitVerdict(tries) {
    const here = document.querySelector("[data-awaiting]");
    if (!here || tries === 0) return;
    const url = location.href.replace(/([?&])done=recheck/, "$1");
    const page = await fetchPage(url).catch(() => null);
    const fresh = page && page.querySelector("[data-verdicts]");
    if (fresh && fresh.dataset.verdicts !== here.dataset.verdicts) location.replace(url);
    else setTimeout(() => awaitVerdict(tries - 1), REFRESH_MS);
  }

  showMoments();
  suggestTimeZone();
  awaitVerdict(TRIES);
  followLinks();
  followProgress();
})();
