// Asks questions one after the other from a moment on, as fast as the page takes them. Notes how many
// milliseconds after the click each answer was in the document, and which were shown as saved. Runs
// in the page, so that two tabs can do it at once.
const [start, questions] = arguments;
const find = (name) => document.querySelector(`[data-test="${name}"]`);

// Looks whenever the page changes.
const when = (look) =>
  new Promise((resolve) => {
    const observer = new MutationObserver(() => check());
    const check = () => {
      const found = look();
      if (!found) return;
      observer.disconnect();
      resolve(found);
    };
    observer.observe(document, { subtree: true, childList: true, attributes: true });
    check();
  });

const ask = async (question) => {
  const before = find("answer")?.dataset.response;
  const button = await when(() => find("ask"));
  const field = document.getElementById("question");
  field.value = question;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const click = performance.now();
  button.click();
  const response = await when(() => {
    const now = find("answer")?.dataset.response;
    return now !== before && now;
  });
  window.series.answered.push(performance.now() - click);
  await when(() => find("answer")?.dataset.saved === "true");
  window.series.saved.push(response);
};

window.series = { answered: [], saved: [], done: false };
setTimeout(async () => {
  for (const question of questions) await ask(question);
  window.series.done = true;
}, start - Date.now());
