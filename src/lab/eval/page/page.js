(() => {
  const { one, all, keys } = radsift;
  const rows = () => all('#findings tbody tr');
  let selected = null;

  const select = (row, scroll) => {
    selected = row ? row.dataset.name : null;
    for (const other of rows()) other.setAttribute('aria-selected', String(other === row));
    let errors = 0;
    for (const part of all('#errors-card [data-name]')) {
      part.hidden = part.dataset.name !== selected;
      if (!part.hidden && part.matches('.error')) errors += 1;
    }
    one('#errors-title').textContent = selected === null ? 'Errors' : `Errors of ${selected}: ${errors}`;
    one('#no-errors').hidden = selected === null || errors > 0;
    if (row && scroll) row.scrollIntoView({ block: 'nearest' });
    one('#errors-card').scrollTop = 0;
  };

  const filter = () => {
    const words = one('#filter').value.trim().toLowerCase();
    const onlyErrors = one('#only-errors').checked;
    for (const row of rows()) {
      row.hidden = !row.dataset.name.toLowerCase().includes(words) || (onlyErrors && row.cells[1].textContent === '0');
    }
  };
  const step = (by) => {
    const shown = rows().filter((row) => !row.hidden);
    const at = shown.findIndex((row) => row.dataset.name === selected);
    const next = shown[Math.min(Math.max(at + by, 0), shown.length - 1)];
    if (next) select(next, true);
  };

  one('#findings tbody').addEventListener('click', (event) => {
    const row = event.target.closest('tr');
    if (row) select(row, false);
  });
  one('#filter').addEventListener('input', filter);
  one('#only-errors').addEventListener('change', filter);

  // The whole report of an error.
  const byReport = new Map(all('details.report').map((report) => [report.dataset.report, report]));
  for (const link of all('a[data-report]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      const report = byReport.get(link.dataset.report);
      if (!report) return;
      report.open = true;
      report.scrollIntoView({ block: 'center' });
      one('summary', report).focus({ preventScroll: true });
    });
  }
  // On paper all that is folded is open.
  let opened = [];
  addEventListener('beforeprint', () => { opened = all('details:not([open])'); opened.forEach((part) => { part.open = true; }); });
  addEventListener('afterprint', () => { opened.forEach((part) => { part.open = false; }); });

  keys({
    j: ['Next finding', () => step(1)],
    k: ['Finding before', () => step(-1)],
    '/': ['Filter findings', () => one('#filter').focus()],
    e: ['Findings with errors only', () => { one('#only-errors').click(); }],
  });
  select(rows()[0] ?? null, false);
})();
