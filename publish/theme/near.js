/* Nearest first. Where she is, the phone tells this page alone; the distances are counted here and nothing is kept. */
(function () {
  const box = document.querySelector(".near"), button = box.querySelector("button"), status = box.querySelector("[role=status]");

  function far(at, here) {
    const [latitude, longitude] = at.split(" ").map(Number);
    return Math.hypot(latitude - here.latitude, (longitude - here.longitude) * Math.cos((here.latitude * Math.PI) / 180));
  }

  function nearest(part, here) {
    const places = [part, ...part.querySelectorAll("[data-at]")].filter((place) => place.dataset.at);
    return Math.min(Infinity, ...places.map((place) => far(place.dataset.at, here)));
  }

  function sort(here) {
    for (const list of document.querySelectorAll("[data-places]")) {
      const parts = [...list.children].map((part) => [nearest(part, here), part]);
      list.append(...parts.sort(([a], [b]) => (a === b ? 0 : a - b)).map(([, part]) => part));
    }
    button.disabled = true;
    status.textContent = status.dataset.done;
  }

  function ask() {
    navigator.geolocation.getCurrentPosition(
      (found) => sort(found.coords),
      () => { status.textContent = status.dataset.failed; },
      { timeout: 10000, maximumAge: 600000 },
    );
  }

  button.addEventListener("click", ask);
  ask();
})();
