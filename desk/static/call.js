// 「電話中」: keeps what is written every three seconds and whenever a field is left; Ctrl+Enter saves.
// Nothing is thrown away: what could not be kept is tried again, and leaving the page asks first.
"use strict";
(() => {
  const form = document.getElementById("call"), said = document.getElementById("kept");
  const body = () => new URLSearchParams(new FormData(form));
  let count = Number(form.dataset.count), kept = body().toString(), busy = false, saving = false;

  const say = (words) => { if (said.textContent !== words) said.textContent = words; };
  const clock = () => new Date().toLocaleTimeString("ja-JP", { hour: "numeric", minute: "2-digit", second: "2-digit" });

  const keep = async () => {
    const now = body().toString();
    if (now === kept || busy || saving) return;
    busy = true;
    try {
      const answer = await fetch(form.dataset.keep, {
        method: "POST",
        headers: { "X-Requested-With": "fetch" },
        body: new URLSearchParams(`${now}&count=${count + 1}`),
        redirect: "error",
      });
      if (answer.status === 423) say("画面が閉じています。別のタブで開けると、続きから残ります。この画面は閉じないでください。");
      else if (!answer.ok) say("下書きが残せません。この画面は閉じないでください。");
      else {
        count = Number(await answer.text());
        kept = now;
        say(`下書き ${clock()}`);
      }
    } catch {
      say("下書きが残せません。つながるまで、この画面は閉じないでください。");
    }
    busy = false;
  };

  // Of the nine headings only the chosen one shows what is under it.
  const unfold = () => {
    for (const finer of form.querySelectorAll(".finer")) {
      const open = document.getElementById(finer.dataset.under).checked;
      finer.hidden = !open;
      if (!open) for (const choice of finer.querySelectorAll(":checked")) choice.checked = false;
    }
  };

  const elapsed = document.getElementById("elapsed");
  const tick = () => {
    const minutes = Math.floor((Date.now() - new Date(elapsed.dataset.began)) / 60000);
    if (minutes >= 0 && minutes < 600) elapsed.textContent = `${minutes}分`;
  };

  setInterval(keep, 3000);
  setInterval(tick, 15000);
  form.addEventListener("focusout", keep);
  form.addEventListener("change", (event) => { if (event.target.name === "heading") unfold(); });
  form.addEventListener("submit", () => { saving = true; });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    if (event.ctrlKey) { event.preventDefault(); form.requestSubmit(); }
    else if (event.target.tagName === "INPUT") event.preventDefault();
  });
  addEventListener("beforeunload", (event) => { if (!saving && body().toString() !== kept) event.preventDefault(); });
  unfold();
  tick();
  document.getElementById("missing")?.focus();
})();
