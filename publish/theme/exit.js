/* 「すぐ閉じる」: blank first, then the weather in the same tab; by link, by Shift three times, by Escape twice.
   It stands in every page, right after the link, so that nothing can be pressed before it listens. No "<" in it. */
(function () {
  const root = document.documentElement, body = document.body, exit = document.querySelector("a.exit");
  const quiet = body.hasAttribute("data-quiet");

  function wipe() {
    for (const field of document.querySelectorAll("input,textarea,select")) {
      field.value = "";
      field.checked = false;
    }
  }

  function leave(event) {
    if (event) event.preventDefault(); // Escape would also stop the page that is about to load
    root.style = "outline:0;background:" + getComputedStyle(body).backgroundColor; // no white flash by night
    body.hidden = true;
    root.tabIndex = -1;
    root.focus(); // without its body a page in Firefox hears no key
    document.title = exit.hostname; // without a title the tab would show our address
    wipe();
    history.replaceState("gone", ""); // lasts until the weather takes this entry's place
    location.replace(exit.href);
  }

  /* Nothing is stored. One word stands on the page's own entry in this tab's history: "gone" while leaving, "on" where
     she followed a link within the site. A page she comes back to leaves again if what followed it is not ours. */
  function arrive(back) {
    const left = back && window.navigation && !navigation.canGoForward;
    if (history.state === "gone" || (history.state === "on" && left)) leave();
  }
  arrive(performance.getEntriesByType("navigation").some((entry) => entry.type === "back_forward"));
  /* A form that was filled and left is as it came, for whoever comes back to it. */
  const reset = () => { for (const form of document.forms) form.reset(); };
  addEventListener("pagehide", reset);
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    reset();
    arrive(true);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link) return;
    if (link.classList.contains("exit")) return void leave(event);
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !link.host) return;
    const inside = link.host === location.host;
    if (!quiet) return void history.replaceState(inside ? "on" : null, "");
    if (!inside) return;
    event.preventDefault();
    location.replace(link.href); // a quiet page leaves no entry behind
  });

  const times = { Shift: 3, Escape: 2 }, field = "input:not([type=checkbox]):not([type=radio]),textarea,select";
  let key = "", count = 0, last = 0, alone = false;
  const forget = () => { key = ""; alone = false; };
  function press(event) {
    count = event.key === key && last > event.timeStamp - 1000 ? count + 1 : 1;
    key = event.key;
    last = event.timeStamp;
    if (count === times[key]) leave(event);
  }
  const typing = (event) => event.isComposing || event.keyCode === 229 || event.target.matches(field);

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && body.hidden) event.preventDefault();
    if (event.repeat) return;
    if (typing(event) || !times[event.key] || event.ctrlKey || event.altKey || event.metaKey) forget();
    else if (event.key === "Escape") press(event);
    else alone = true;
  });
  /* Shift counts when it is let go, and no other key or button was used with it. */
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") return;
    if (alone && !typing(event)) press(event);
    alone = false;
  });
  document.addEventListener("pointerdown", forget);
})();
