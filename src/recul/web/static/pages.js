// What the pages do beside showing: the drawer, the as-of slider, keys. Without it they still work.
"use strict";

(() => {
  const drawer = document.getElementById("drawer");

  const openDrawer = async (address) => {
    await htmx.ajax("GET", address, { target: "#drawer", select: "#evidence", swap: "innerHTML" });
    for (const button of drawer.querySelectorAll("[data-close]")) button.hidden = false;
    if (!drawer.open) drawer.showModal();
    drawer.scrollTop = 0;
    drawer.querySelector("[data-found]")?.scrollIntoView({ block: "center" });
    drawer.querySelector("h2")?.setAttribute("tabindex", "-1");
    drawer.querySelector("h2")?.focus({ preventScroll: true });
  };

  // A plain click opens the drawer; with a key held it is a link like any other.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-close]")) { drawer.close(); return; }
    const link = event.target.closest?.("a[href*='/evidence/']");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    openDrawer(link.getAttribute("href"));
  });

  drawer.addEventListener("click", (event) => { if (event.target === drawer) drawer.close(); });

  // Keys act in the open drawer only, and never while something is typed.
  document.addEventListener("keydown", (event) => {
    if (!drawer.open || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input:not([type=radio]), textarea, select")) return;
    const wanted = [...drawer.querySelectorAll("[data-key]")].find((e) => e.dataset.key === event.key);
    if (!wanted) return;
    event.preventDefault();
    wanted.click();
    if (wanted.matches("[type=radio]")) drawer.querySelector("[data-reason]")?.focus();
  });

  // The slider counts days from the first; it and the date field say the same.
  const day = (slider) => {
    const at = new Date(slider.dataset.first + "T00:00:00Z");
    at.setUTCDate(at.getUTCDate() + Number(slider.value));
    return at.toISOString().slice(0, 10);
  };
  for (const slider of document.querySelectorAll("input[type=range][data-first]")) {
    const form = slider.form;
    const field = form.elements.as_of;
    slider.hidden = false;
    const tell = () => slider.setAttribute("aria-valuetext", day(slider));
    tell();
    slider.addEventListener("input", () => { field.value = day(slider); tell(); });
    slider.addEventListener("change", () => htmx.trigger(form, "moved"));
    field.addEventListener("change", () => {
      const days = (Date.parse(field.value) - Date.parse(slider.dataset.first)) / 86400000;
      if (Number.isFinite(days)) { slider.value = String(days); tell(); }
    });
  }

  // What failed is said, not swallowed.
  document.addEventListener("htmx:responseError", (event) => { location.assign(event.detail.pathInfo.requestPath); });
})();
