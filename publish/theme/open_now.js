/* "Open now". The page holds each window's days, decided when the site was built; here they are looked up, in Japan's time. */
function openAt(data, id, ms) {
  const minutes = Math.floor(ms / 60000) + 540; // JST is UTC+9 all year
  const day = Math.floor(minutes / 1440), now = minutes - day * 1440;
  const calendar = data.calendars[data.windows ? data.windows[id] : id];
  const spans = (d) => {
    const step = d - data.first;
    if (step < 0 || step >= data.days) return null;
    for (let i = 1; i < calendar.length; i += 2) {
      let at = 0;
      if (data.sets[calendar[i]].some((days) => (at += days) === step)) return data.patterns[calendar[i + 1]];
    }
    return data.patterns[calendar[0][(d + 3) % 7]]; // 1 January 1970 was a Thursday; Monday is 0
  };
  const today = spans(day);
  if (!today) return null; // the site is too old to know
  const here = today.find((s) => s[0] <= now && now < s[1]);
  if (here) {
    const told = { state: here[2] ? "open" : "unknown", until: null, today: day };
    for (let d = day, end = here[1]; d - day < 9; d += 1, end = 0) { // past midnights; for ever after nine days
      for (const s of spans(d) || []) if (s[0] === end && s[2] === here[2]) end = s[1];
      if (end < 1440) return { ...told, until: { day: d, minute: end } };
    }
    return told;
  }
  let opens = null;
  for (let d = day; d < day + 62 && !opens; d += 1) {
    const later = (spans(d) || []).find((s) => s[2] && (d > day || s[0] > now));
    if (later) opens = { day: d, minute: later[0] };
  }
  return { state: "closed", opens, today: day };
}

/* The words beside each window, and home's first lines. Returns those that are open. */
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
  /* `other`: perhaps closed in her language now, but somebody answers in Japanese. */
  const say = (answer, other) => {
    if (answer.state !== "open" && other) return words.other;
    if (answer.state === "open") return answer.until ? words.open.replace("{time}", clock(answer.until.minute)) : words.always;
    if (answer.state === "unknown") return words.unknown;
    if (!answer.opens) return words.closed;
    const near = ["today", "tomorrow"][answer.opens.day - answer.today];
    const when = near ? words[near] : words.later.replace("{day}", dayName(answer.opens.day));
    return when.replace("{time}", clock(answer.opens.minute));
  };

  const isOpen = (answer) => answer && answer.state === "open";

  function tell() {
    const open = new Set();
    for (const place of document.querySelectorAll("[data-w]")) {
      const [answer, japanese] = place.dataset.w.split(" ").map((number) => openAt(data, number, Date.now()));
      const other = isOpen(japanese);
      if (isOpen(answer) || other) open.add(place);
      if (!answer || (answer.state === "unknown" && !other)) continue; // what the page says stands
      place.textContent = say(answer, other);
      place.classList.toggle("open", open.has(place));
    }
    for (const list of document.querySelectorAll(".lines")) {
      const rows = [...list.children], ready = rows.filter((row) => open.has(row.querySelector("[data-w]"))).slice(0, +list.dataset.n);
      if (!ready.length) continue;
      for (const row of rows) row.hidden = !ready.includes(row);
      ready.forEach((row, i) => row.firstElementChild.classList.toggle("q", i > 0));
      const title = list.parentElement.querySelector("[data-now]");
      if (title) title.textContent = title.dataset.now;
    }
    return open;
  }

  if (!data) return () => new Set();
  tell();
  setInterval(tell, 60000);
  return tell;
})();
