/* 「すぐ閉じる」: blank first, then another page in the same tab; by link, by Shift three times, by Escape twice. */
(function () {
  function leave(event) {
    if (event) event.preventDefault();
    document.documentElement.style.background = "#fff";
    document.body.hidden = true;
    for (const field of document.querySelectorAll("input,textarea,select")) field.value = "";
    document.title = "";
    location.replace(document.querySelector("a.exit").href);
  }
  let shifts = 0, escapes = 0, last = 0;
  document.addEventListener("keydown", (event) => {
    const inField = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    const soon = event.timeStamp - last < 1000;
    if (event.isComposing || event.keyCode === 229 || event.repeat || inField) return void (shifts = escapes = 0);
    shifts = event.key === "Shift" ? (soon ? shifts : 0) + 1 : 0;
    escapes = event.key === "Escape" ? (soon ? escapes : 0) + 1 : 0;
    last = event.timeStamp;
    if (shifts === 3 || escapes === 2) leave();
  });
  for (const link of document.querySelectorAll("a.exit")) link.addEventListener("click", leave);
  /* A page that the browser kept and shows again after leaving: gone again. */
  addEventListener("pageshow", (event) => { if (event.persisted && document.body.hidden) leave(); });

})();
