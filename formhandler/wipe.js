// Leaving the form empties it, so that a page brought back shows nothing. All else works without this.
(function () {
  function wipe() {
    document.querySelectorAll("form.callback").forEach(function (form) { form.reset(); });
  }
  addEventListener("pagehide", function () { setTimeout(wipe); });
  addEventListener("pageshow", function (event) { if (event.persisted) wipe(); });
})();
