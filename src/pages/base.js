'use strict';
// What all pages share. Texts of files are only ever set as text, never as markup.
const radsift = (() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // An element with attributes, listeners (`onclick`) and children, which are elements or texts.
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };

  // What a browser keeps may be refused, for files on disk too.
  const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const keep = (key, value) => { try { localStorage.setItem(key, value); return true; } catch { return false; } };

  let timer = 0;
  const say = (text) => {
    one('#status').textContent = text;
    clearTimeout(timer);
    timer = setTimeout(() => { one('#status').textContent = ''; }, 4000);
  };

  // Light and dark.
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  const setTheme = (theme) => { root.dataset.theme = theme; one('#theme').textContent = isDark() ? 'Light' : 'Dark'; };
  const switchTheme = () => { const theme = isDark() ? 'light' : 'dark'; setTheme(theme); keep('radsift/theme', theme); };
  const theme = kept('radsift/theme');
  if (theme === 'light' || theme === 'dark') setTheme(theme);
  else one('#theme').textContent = isDark() ? 'Light' : 'Dark';
  one('#theme').addEventListener('click', switchTheme);

  // Keys: { key: [what it does, function] }. The list of the help is made of the same table.
  const known = new Map();
  const keys = (table) => {
    for (const [key, [about, act]] of Object.entries(table)) {
      known.set(key, act);
      if (about) one('#help-keys').append(make('dt', {}, make('kbd', {}, key)), make('dd', {}, about));
    }
  };
  const openHelp = () => { if (!one('#help').open) one('#help').showModal(); };
  one('#help-open').addEventListener('click', openHelp);
  const isField = (element) => element.matches && element.matches('input:not([type=checkbox]):not([type=radio]), textarea, select');
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isField(event.target)) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    const act = known.get(event.key);
    if (!act || all('dialog').some((dialog) => dialog.open)) return;
    event.preventDefault();
    act(event);
  });

  // Tables whose headings sort. A cell is compared by `data-sort`, or else by its text: as a number where all cells of the column are numbers.
  const value = (row, column) => { const cell = row.cells[column]; return cell.dataset.sort ?? cell.textContent.trim(); };
  const empty = (text) => text === '' || text === '-';
  const isNumeric = (table, column) => [...table.tBodies[0].rows].every((row) => empty(value(row, column)) || Number.isFinite(Number(value(row, column))));
  const sort = (table, column, direction) => {
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row, place) => ({ row, place, value: value(row, column) }));
    const compare = isNumeric(table, column) ? (a, b) => Number(a) - Number(b) : (a, b) => a.localeCompare(b, 'en', { numeric: true });
    // What has no value stays at the end either way, and rows alike stay as they are.
    rows.sort((a, b) => empty(a.value) - empty(b.value) || (empty(a.value) ? 0 : direction * compare(a.value, b.value)) || a.place - b.place);
    body.append(...rows.map((r) => r.row));
    [...table.tHead.rows[0].cells].forEach((cell, index) => {
      if (cell.hasAttribute('aria-sort')) cell.setAttribute('aria-sort', index !== column ? 'none' : direction > 0 ? 'ascending' : 'descending');
    });
  };
  for (const table of all('table.sortable')) {
    [...table.tHead.rows[0].cells].forEach((cell, column) => {
      if (!cell.textContent.trim()) return;
      if (!cell.hasAttribute('aria-sort')) cell.setAttribute('aria-sort', 'none');
      const button = make('button', { type: 'button' });
      button.append(...cell.childNodes);
      cell.append(button);
      button.addEventListener('click', () => {
        const now = cell.getAttribute('aria-sort');
        // Numbers begin with the largest, words with A.
        sort(table, column, now === 'descending' ? 1 : now === 'ascending' ? -1 : isNumeric(table, column) ? -1 : 1);
      });
    });
  }

  // A text with the signs made visible that a reader would not see: controls, marks of direction, signs without width.
  const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/;
  const shown = (text) => text.split(new RegExp(`(${HIDDEN.source})`)).filter((part) => part !== '').map((part) => {
    if (!HIDDEN.test(part)) return part;
    return make('span', { class: 'hidden-sign' }, `U+${part.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`);
  });

  keys({ '?': ['This help', openHelp], t: ['Light or dark', switchTheme] });
  return { one, all, make, kept, keep, say, keys, shown };
})();
