/* "Open now". The page holds each window's days, decided when the site was built; here they are looked up, in Japan's time. */
function openAt(data, id, ms) {
  const minutes = Math.floor(ms / 60000) + 540; // JST is UTC+9 all year
  const day = Math.floor(minutes / 1440), now = minutes - day * 1440;
  const calendar = data.calendars[data.windows[id]];
  const spans = (d) => {
    const step = d - data.first;
    if (step < 0 || step >= data.days) return null;
    const others = calendar[1];
    for (let i = 0; i < others.length; i += 2) if (others[i] === step) return data.patterns[others[i + 1]];
    return data.patterns[calendar[0][(d + 3) % 7]]; // 1 January 1970 was a Thursday; Monday is 0
  };
  const today = spans(day);
  if (!today) return null; // the site is too old to know
  const here = today.find((s) => s[0] <= now && now < s[1]);
  if (here) {
    let d = day, end = here[1];
    while (end === 1440 && d - day < 9) {
      const next = (spans(d + 1) || [])[0];
      if (!next || next[0] !== 0 || next[2] !== here[2]) break;
      d += 1;
      end = next[1];
    }
    return { state: here[2] ? "open" : "unknown", until: d - day < 9 ? { day: d, minute: end } : null, today: day };
  }
  for (let d = day; d < day + 62; d += 1) {
    const later = (spans(d) || []).find((s) => s[2] && (d > day || s[0] > now));
    if (later) return { state: "closed", opens: { day: d, minute: later[0] }, today: day };
  }
  return { state: "closed", opens: null, today: day };
}

/* The words beside each window, and home's first lines. Returns the ids of what is open. */
const tellOpen = (function () {
  const holder = document.getElementById("opening");
  const data = holder && JSON.parse(holder.textContent);
  const words = data && data.words;

  const clock = (minute) => {
    const h = Math.floor(minute / 60) % 24, m = minute % 60;
    if (!words.am) return h + ":" + String(m).padStart(2, "0");
    const tail = m ? m + (/[013468]$/.test(m) ? "ぷん" : "ふん") : "";
    return (h < 12 ? words.am : words.pm) + (h < 12 ? h : h === 12 ? 12 : h - 12) + "じ" + tail;
  };
  const dayName = (day) =>
    new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: "UTC", month: "numeric", day: "numeric", weekday: "short" })
      .format(day * 86400000);
  const say = (answer, id) => {
    if (answer.state !== "open" && inJapanese(id)) return words.other;
    if (answer.state === "open") return answer.until ? words.open.replace("{time}", clock(answer.until.minute)) : words.always;
    if (answer.state === "unknown") return words.unknown;
    if (!answer.opens) return words.closed;
    const near = ["today", "tomorrow"][answer.opens.day - answer.today];
    const when = near ? words[near] : words.later.replace("{day}", dayName(answer.opens.day));
    return when.replace("{time}", clock(answer.opens.minute));
  };

  /* Closed in her language now, but somebody answers in Japanese. */
  const inJapanese = (id) =>
    data.anybody && data.anybody.windows[id] !== undefined && (openAt(data.anybody, id, Date.now()) || {}).state === "open";

  function tell() {
    const open = new Set(), ids = Object.keys(data.windows);
    for (const id of ids) if ((openAt(data, id, Date.now()) || {}).state === "open") open.add(id);
    for (const id of ids) if (inJapanese(id)) open.add(id);
    for (const place of document.querySelectorAll("[data-w]")) {
      const answer = data.windows[place.dataset.w] === undefined ? null : openAt(data, place.dataset.w, Date.now());
      const id = place.dataset.w;
      if (!answer || (answer.state === "unknown" && !inJapanese(id))) continue; // what the page says stands
      place.textContent = say(answer, id);
      place.classList.toggle("open", open.has(id));
    }
    for (const list of document.querySelectorAll(".lines")) {
      const rows = [...list.children], ready = rows.filter((row) => open.has(row.dataset.line)).slice(0, 2);
      if (!ready.length) continue;
      for (const row of rows) row.hidden = !ready.includes(row);
      ready.forEach((row, i) => row.firstElementChild.classList.toggle("q", i > 0));
      const title = list.parentElement.querySelector("[data-now]");
      if (title) title.textContent = title.dataset.now;
    }
    return open;
  }

  if (!data) return () => new Set();
  setInterval(tell, 60000);
  return tell;
})();
