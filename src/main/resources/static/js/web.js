// Fragment requests carry the CSRF token of the page that they come from.
document.addEventListener('htmx:configRequest', (event) => {
  const token = document.querySelector('meta[name="csrf-token"]');
  if (token && event.detail.verb !== 'get') {
    const header = document.querySelector('meta[name="csrf-header"]').content;
    event.detail.headers[header] = token.content;
  }
});

// A menu closes when one clicks elsewhere or presses Escape.
const closeMenus = (except) =>
  document.querySelectorAll('details.who[open]').forEach((menu) => menu !== except && (menu.open = false));
document.addEventListener('click', (event) => closeMenus(event.target.closest('details.who')));
document.addEventListener('keydown', (event) => event.key === 'Escape' && closeMenus());

// Buttons that can't be undone ask first: <button data-confirm="...">.
document.addEventListener('submit', (event) => {
  const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
  if (question && !window.confirm(question)) {
    event.preventDefault();
  }
});

// What only one channel has follows the choice of the channel: <fieldset data-only="EMAIL">.
const channel = document.querySelector('select[name="channel"]');
const showWhatFits = () =>
  document.querySelectorAll('[data-only]').forEach((part) => {
    part.hidden = part.dataset.only !== channel.value;
    part.disabled = part.hidden;
  });
if (channel) {
  channel.addEventListener('change', showWhatFits);
  document.addEventListener('htmx:afterSwap', showWhatFits);
  showWhatFits();
}

// One click copies: <button data-copy="text" data-copied="Copied">. Without a secure page, from a field.
const copyText = async (text) => {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text);
  }
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'elsewhere';
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
};
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (button) {
    await copyText(button.dataset.copy);
    const before = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = before), 2000);
  }
});
