// The list board by keyboard: j/k or arrows move, x picks, Shift makes ranges, letters mark, u takes back.
(() => {
  const board = () => document.getElementById('board');
  const rows = () => [...board().querySelectorAll('tr[data-row]')];
  const box = (row) => row.querySelector('input[name="ids"]');
  let current = -1;
  let anchor = -1;

  const count = () => {
    const shown = board().querySelector('[data-count]');
    if (shown) {
      shown.textContent = rows().filter((row) => box(row).checked).length;
    }
    rows().forEach((row) => row.classList.toggle('picked', box(row).checked));
  };

  const go = (index, extend) => {
    const all = rows();
    if (!all.length) {
      return;
    }
    const before = current;
    current = Math.max(0, Math.min(all.length - 1, index));
    all.forEach((row, i) => row.classList.toggle('current', i === current));
    box(all[current]).focus({ preventScroll: true });
    all[current].scrollIntoView({ block: 'nearest' });
    if (extend) {
      range(anchor < 0 ? before : anchor, current, true);
    } else {
      anchor = current;
    }
  };

  const range = (from, to, checked) => {
    const all = rows();
    for (let i = Math.max(0, Math.min(from, to)); i <= Math.max(from, to); i++) {
      box(all[i]).checked = checked;
    }
    count();
  };

  const mark = (button) => {
    const picked = rows().some((row) => box(row).checked) || board().querySelector('input[name="all"]')?.checked;
    if (!picked && current >= 0) {
      box(rows()[current]).checked = true;
    }
    button.click();
  };

  const typing = (target) => target.matches?.('input:not([type="checkbox"]), select, textarea');

  // Enter in a field would press the first button, and mark people by mistake.
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target.matches?.('#board input')) {
      event.preventDefault();
    }
  });

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
      return;
    }
    const step = { j: 1, J: 1, ArrowDown: 1, k: -1, K: -1, ArrowUp: -1 }[event.key];
    const key = event.key.toLowerCase();
    const button = key.length === 1 && board().querySelector(`button[data-key="${CSS.escape(key)}"]`);
    if (step) {
      go(current + step, event.shiftKey);
    } else if (key === 'x' && current >= 0) {
      range(current, current, !box(rows()[current]).checked);
    } else if (key === 'u') {
      board().querySelector('button[data-undo="true"]')?.click();
    } else if (button) {
      mark(button);
    } else {
      return;
    }
    event.preventDefault();
  });

  document.addEventListener('click', (event) => {
    const row = event.target.closest?.('tr[data-row]');
    if (row && event.target === box(row)) {
      const index = rows().indexOf(row);
      if (event.shiftKey && anchor >= 0) {
        range(anchor, index, event.target.checked);
      } else {
        anchor = index;
      }
      current = index;
    }
    if (event.target.matches?.('[data-page]')) {
      range(0, rows().length - 1, event.target.checked);
    }
    count();
  });

  // The text field marks only when its own button is used, or Enter is pressed in it.
  const own = () => board().querySelector('[data-own]');
  const wire = () => {
    const field = own();
    if (field) {
      field.disabled = false;
      field.name = '';
      board().querySelector('[data-own-go]').addEventListener('click', (event) => {
        event.currentTarget.name = 'set';
        event.currentTarget.value = field.value;
      });
      field.addEventListener('keydown', (event) => {
        if (event.key === 'Enter') {
          event.preventDefault();
          board().querySelector('[data-own-go]').click();
        }
      });
    }
    count();
  };
  wire();
  document.addEventListener('htmx:afterSwap', (event) => {
    if (event.detail.target.id === 'board' || event.detail.elt.id === 'board') {
      wire();
      if (current >= 0) {
        go(current, false);
      }
    }
  });
})();
