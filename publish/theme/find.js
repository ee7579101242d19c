/* Filters over the list that the page already holds. Nothing chosen enters the address, the history or a store. */
(function () {
  function filter(form, open) {
    form.hidden = false;
    const list = form.closest(".two").querySelector(".list"), count = document.querySelector(".count");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", () => {
      const wanted = {};
      for (const box of form.querySelectorAll(":checked")) (wanted[box.name] = wanted[box.name] || []).push(box.value);
      let shown = 0;
      for (const row of list.children) {
        const id = (row.querySelector("[data-w]") || { dataset: {} }).dataset.w;
        row.hidden = !Object.entries(wanted).every(([name, values]) =>
          name === "open" ? open.has(id)
          : values[0] === "on" ? row.dataset[name] === "1"
          : values.some((value) => (row.dataset[name] || "").split(" ").includes(value)));
        shown += !row.hidden;
      }
      count.textContent = count.dataset.count.replace("{count}", shown);
    });
    form.reset();
  }

  const open = tellOpen();
  for (const form of document.querySelectorAll("form.filter")) filter(form, open);
})();
