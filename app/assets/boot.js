// Runs before the first paint. Puts the chosen look on the root element, so that no other theme
// flashes, and names the page, so that the skeleton fits it. The look is a mirror of what the
// settings database holds: the one thing that the page itself keeps.
(() => {
  const root = document.documentElement;
  root.dataset.page = location.pathname === "/" ? "ask" : "other";
  try {
    const [theme, density] = (localStorage.getItem("elex-look") ?? "").split(" ");
    if (/^(dark|light|contrast)$/.test(theme)) root.dataset.theme = theme;
    if (density === "roomy") root.dataset.density = density;
  } catch {
    // Storage is denied: the system's theme it is.
  }
  // Enter before the program runs: it asks as soon as it does.
  addEventListener("keydown", (event) => {
    const skeleton = document.getElementById("skeleton");
    if (skeleton && event.key === "Enter" && event.target.id === "question") {
      event.preventDefault();
      skeleton.dataset.asked = "true";
    }
  });
})();
