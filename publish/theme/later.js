/* What needs script is shown here; its own file is asked for when she first opens or presses it. */
(function () {
  const here = document.currentScript.src;
  for (const part of document.querySelectorAll("[data-later]")) {
    if (part.dataset.needs && !(part.dataset.needs in navigator)) continue;
    part.hidden = false;
    const ask = () => {
      const file = document.createElement("script");
      file.src = new URL(part.dataset.later, here);
      document.head.append(file);
    };
    part.addEventListener(part.matches("details") ? "toggle" : "click", ask, { once: true });
  }
  for (const form of document.querySelectorAll(".filter form")) form.addEventListener("submit", (event) => event.preventDefault());
})();
