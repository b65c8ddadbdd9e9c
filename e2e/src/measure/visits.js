// Runs before the page: notes when the page can do what, in milliseconds since the navigation began.
window.moments = {};
const note = (name, holds) => {
  if (!(name in window.moments) && holds()) window.moments[name] = performance.now();
};
const look = () => {
  const field = document.getElementById("question");
  note("field", () => field);
  // The program has drawn the page in place of the first paint.
  note("app", () => field && !document.getElementById("skeleton"));
  // The engine has opened its store and takes questions.
  note("engine", () => document.querySelector('[data-test="storage"]'));
};
new MutationObserver(look).observe(document, { subtree: true, childList: true });
