(() => {
  const { one, all, make, kept, keep, say, keys, shown } = radsift;
  const data = JSON.parse(one('#data').textContent);
  const WORDS = { yes: 'yes', no: 'no', unsure: 'unsure' };
  const SIGNS = { yes: ['\u2713', 'good'], no: ['\u2717', 'bad'], unsure: ['?', 'doubt'] };
  const STATES = { met: ['met', 'good'], hedged: ['hedged', 'doubt'], denied: ['denied', 'bad'], not_stated: ['not stated', 'soft'], no_study: ['no study', 'soft'] };
  const byId = new Map(data.cases.map((entry) => [entry.case, entry]));
  const { seed, members, non_members: others } = data.sample;
  const PLACE = `radsift/review/${data.cohort.hash}/${seed}-${members}-${others}`;

  let reader = '';
  let decisions = new Map();
  let current = data.cases[0] ?? null;
  const option = (name) => one(`#${name}`).checked;

  // What is kept in the browser, by reader.
  const isDecision = (d) => d !== null && typeof d === 'object' && byId.has(d.case) && (d.decision === null || Object.hasOwn(WORDS, d.decision));
  const clean = (d) => ({
    case: d.case, decision: d.decision, note: typeof d.note === 'string' ? d.note : '',
    time: typeof d.time === 'string' ? d.time : '', blind: d.blind !== false,
  });
  const stored = (name) => {
    try { return JSON.parse(kept(`${PLACE}/${name}`) ?? '[]').filter(isDecision).map(clean); } catch { return []; }
  };
  const store = () => {
    if (!keep(`${PLACE}/${reader}`, JSON.stringify([...decisions.values()]))) say('This browser keeps nothing: save your decisions to a file.');
    keep(`${PLACE}?last`, reader);
  };
  const become = (name) => {
    reader = name.trim();
    one('#reader').value = reader;
    one('#reader').classList.remove('wanted');
    if (reader) say('');
    decisions = new Map((reader ? stored(reader) : []).map((d) => [d.case, d]));
    if (reader) keep(`${PLACE}?last`, reader);
    showAll();
  };
  const needsReader = () => {
    if (reader) return false;
    one('#reader').classList.add('wanted');
    one('#reader').focus();
    say('Who is reading? Give your name first.');
    return true;
  };

  // Decisions.
  const change = (entry, what) => {
    const before = decisions.get(entry.case) ?? { case: entry.case, decision: null, note: '', time: '', blind: true };
    const after = { ...before, ...what, time: new Date().toISOString() };
    if ('decision' in what) after.blind = !option('show-states') && !option('show-group');
    if (after.decision === null && after.note === '') decisions.delete(entry.case);
    else decisions.set(entry.case, after);
    store();
  };
  const decide = (decision) => {
    if (!current || needsReader()) return;
    const same = decisions.get(current.case)?.decision === decision;
    change(current, { decision: same ? null : decision });
    if (!same && option('go-on') && visible().includes(current) && visible().at(-1) !== current) { showProgress(); step(1); } else showAll();
  };

  // The list.
  const matches = (entry) => {
    const words = one('#filter').value.trim().toLowerCase();
    const criterion = one('#by-criterion').value;
    const wanted = one('#by-decision').value;
    const group = option('show-group') ? one('#by-group').value : '';
    const made = decisions.get(entry.case);
    const decision = made?.decision ?? null;
    const text = [entry.case, entry.patient, entry.date ?? '', ...entry.reports.map((r) => r.id)].join('\n').toLowerCase();
    return (!words || text.includes(words))
      && (!criterion || entry.reports.some((r) => r.evidence.some((e) => e.criterion === criterion)))
      && (!group || entry.group === group)
      && (!wanted || (wanted === 'open' ? decision === null : wanted === 'decided' ? decision !== null : wanted === 'note' ? Boolean(made?.note) : decision === wanted));
  };
  let listed = [];
  const visible = () => listed;
  const showList = () => {
    // The case that is open stays in the list when its decision takes it out of the filter.
    listed = data.cases.filter((entry) => matches(entry) || entry === current);
    one('#none').hidden = data.cases.some(matches);
    one('#cases').replaceChildren(...listed.map((entry) => {
      const decision = decisions.get(entry.case)?.decision;
      const [sign, tone] = SIGNS[decision] ?? ['', ''];
      const group = option('show-group') ? make('span', { class: 'badge' }, entry.group === 'member' ? 'member' : 'non-member') : null;
      return make('li', { role: 'option', id: `case-${entry.case}`, 'data-case': entry.case, 'aria-selected': String(entry === current), onclick: () => open(entry) },
        make('span', { class: 'number' }, String(data.cases.indexOf(entry) + 1)),
        make('span', { class: 'who' }, ...shown(entry.patient), make('span', { class: 'soft small' }, entry.date ? ` ${entry.date}` : '')),
        make('span', {}, group, make('span', { class: `sign ${tone}`, 'aria-label': decision ?? 'not decided' }, sign ? ` ${sign}` : '')));
    }));
    if (current) {
      one('#cases').setAttribute('aria-activedescendant', `case-${current.case}`);
      one('#cases [aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
    }
  };
  const showProgress = () => {
    const made = [...decisions.values()].filter((d) => d.decision !== null);
    const count = (word) => made.filter((d) => d.decision === word).length;
    one('#done').textContent = made.length;
    one('#all').textContent = data.cases.length;
    one('#tally').textContent = made.length ? `${count('unsure')} unsure` : '';
    one('#progress').max = Math.max(data.cases.length, 1);
    one('#progress').value = made.length;
    showFigures();
  };

  // The share of members that are accepted, with the Wilson interval.
  const wilson = (hits, count) => {
    const z = 1.959963984540054;
    const p = hits / count;
    const middle = p + (z * z) / (2 * count);
    const half = z * Math.sqrt((p * (1 - p)) / count + (z * z) / (4 * count * count));
    const scale = 1 + (z * z) / count;
    return [hits === 0 ? 0 : (middle - half) / scale, hits === count ? 1 : (middle + half) / scale];
  };
  const showFigures = () => {
    const box = one('#figures');
    if (box.hidden) { box.replaceChildren(); return; }
    const of = (group) => {
      const made = [...decisions.values()].filter((d) => byId.get(d.case).group === group).map((d) => d.decision);
      return { yes: made.filter((d) => d === 'yes').length, no: made.filter((d) => d === 'no').length };
    };
    const member = of('member');
    const other = of('non_member');
    const count = member.yes + member.no;
    const percent = (share) => `${(share * 100).toFixed(1)} %`;
    const rows = [['members accepted', `${member.yes} of ${count}`]];
    if (count) {
      const [low, high] = wilson(member.yes, count);
      rows.push(['PPV', percent(member.yes / count)], ['95 % interval', `${percent(low)} to ${percent(high)}`]);
    }
    rows.push(['non-members accepted', `${other.yes} of ${other.yes + other.no}`]);
    box.replaceChildren(make('dl', {}, ...rows.flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value)])),
      make('p', { class: 'soft small' }, 'Unsure cases are left out. Sensitivity and NPV need the weights of the draw: read the saved files back with --decisions.'));
  };

  // A case.
  const when = (date, day) => [date, day === null || day === undefined ? null : `day ${day}`].filter(Boolean).join(', ');
  const jump = (target) => {
    if (!target) return;
    target.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
    all('.flash').forEach((mark) => mark.classList.remove('flash'));
    all(`[data-evidence="${target.dataset.evidence}"]`).forEach((mark) => mark.classList.add('flash'));
  };
  const markOf = (report, number) => all('#case [data-evidence]').find((mark) => mark.dataset.evidence.split(' ').includes(`${report}.${number}`));
  const chips = (entry, criterion) => entry.reports.flatMap((report, r) => report.evidence.flatMap((evidence, e) => {
    if (evidence.criterion !== criterion.id) return [];
    const said = option('show-states') ? ` (${[evidence.assertion, evidence.certainty].filter(Boolean).join(', ')})` : '';
    const about = [evidence.label, when(report.date, report.day)].filter(Boolean).join(' \u00b7 ');
    return [make('button', { type: 'button', class: 'chip', title: about, onclick: () => jump(markOf(r, e)) },
      ...(evidence.words ? ['\u201c', ...shown(evidence.words), '\u201d'] : [evidence.label]), `${said} `, make('span', { class: 'soft' }, when(report.date, report.day)))];
  }));
  const criterionLine = (entry, criterion) => {
    const [state, tone] = STATES[criterion.state];
    const found = chips(entry, criterion);
    const detail = [criterion.certainty, when(criterion.date, criterion.day)].filter(Boolean).join(' \u00b7 ');
    return make('li', { 'data-criterion': criterion.id }, make('span', { class: 'name' }, criterion.label),
      option('show-states') ? make('span', { class: `badge ${tone}`, title: detail }, state) : null,
      ...(found.length ? found : [make('span', { class: 'soft small' }, 'no evidence')]));
  };
  const textOf = (report, r) => {
    if (!report.segments) {
      const items = report.evidence.map((evidence, e) => make('li', {}, make('mark', { 'data-evidence': `${r}.${e}` },
        ...(evidence.words ? shown(evidence.words) : [evidence.label])), make('span', { class: 'soft' }, ` ${evidence.label}`)));
      return make('div', { class: 'snippet-only' }, make('p', { class: 'soft small' }, 'The text of this report is not known; these are the words of the evidence.'), make('ul', { class: 'snippets' }, ...items));
    }
    return make('div', { class: 'text', dir: 'auto' }, ...report.segments.map((segment) => {
      const words = shown(segment.text);
      const holder = segment.sentence ? 'sentence' : null;
      if (!segment.evidence) return holder ? make('span', { class: holder }, ...words) : make('span', {}, ...words);
      return make('mark', { class: holder, 'data-evidence': segment.evidence.map((e) => `${r}.${e}`).join(' '), title: segment.evidence.map((e) => report.evidence[e].label).join(', ') }, ...words);
    }));
  };
  const showCase = () => {
    const box = one('#case');
    if (!current) { box.replaceChildren(make('p', { class: 'card' }, 'No cases.')); return; }
    const entry = current;
    const made = decisions.get(entry.case);
    const button = (word, key) => make('button', { type: 'button', 'data-decision': word, 'aria-pressed': String(made?.decision === word), onclick: () => decide(word) }, make('kbd', {}, key), ` ${WORDS[word]}`);
    const note = make('textarea', { id: 'note', 'aria-label': 'Note', placeholder: 'Note (m)', rows: '1' });
    note.value = made?.note ?? '';
    note.addEventListener('change', () => {
      if (note.value.trim() === (decisions.get(entry.case)?.note ?? '') || needsReader()) return;
      change(entry, { note: note.value.trim() });
      showList();
      showProgress();
    });
    const parts = [
      make('div', { class: 'card' },
        make('div', { class: 'case-head' }, make('h2', {}, 'Patient ', ...shown(entry.patient)),
          option('show-group') ? make('span', { class: 'badge', id: 'group' }, entry.group === 'member' ? 'member' : 'non-member') : null,
          make('span', { class: 'soft about' }, `${entry.date ? `index date ${entry.date} \u00b7 ` : ''}case `, make('code', {}, entry.case), ` \u00b7 ${data.cases.indexOf(entry) + 1} of ${data.cases.length}`)),
        make('ul', { class: 'criteria' }, ...entry.criteria.map((criterion) => criterionLine(entry, criterion)))),
      ...entry.reports.map((report, r) => make('article', { class: 'card report' },
        make('h3', {}, make('span', {}, report.modality ?? 'Report'), make('span', {}, when(report.date, report.day)), make('code', { class: 'soft' }, ...shown(report.id))), textOf(report, r))),
      entry.reports.length ? null : make('p', { class: 'card soft' }, 'This case has no reports.'),
      make('div', { class: 'card decide', role: 'group', 'aria-label': 'Decision' }, make('span', { class: 'question' }, 'In the cohort?'), button('yes', 'y'), button('no', 'n'), button('unsure', 'u'), note),
    ];
    box.replaceChildren(...parts.filter(Boolean));
  };
  const showAll = () => { showList(); showProgress(); showCase(); };
  const open = (entry) => { current = entry; showList(); showCase(); scrollTo({ top: 0 }); };
  const step = (by) => {
    const at = listed.indexOf(current);
    const next = listed[at + by];
    if (next) open(next); else say(by > 0 ? 'This is the last case of the list.' : 'This is the first case of the list.');
  };
  const nextOpen = () => {
    const from = data.cases.indexOf(current);
    const order = [...data.cases.slice(from + 1), ...data.cases.slice(0, from + 1)];
    const entry = order.find((other) => !decisions.get(other.case)?.decision);
    if (entry) open(entry); else say('All cases are decided.');
  };
  const nextEvidence = () => {
    const marks = all('#case mark[data-evidence]');
    if (!marks.length) return;
    const lit = marks.findIndex((mark) => mark.classList.contains('flash'));
    jump(marks[(lit + 1) % marks.length]);
  };

  // Files.
  const save = () => {
    if (needsReader()) return;
    one('#note')?.dispatchEvent(new Event('change'));
    const file = {
      schema: data.schema, cohort: data.cohort, sample: data.sample, reader, saved: new Date().toISOString(),
      decisions: data.cases.map((entry) => decisions.get(entry.case)).filter(Boolean).map((d) => ({ ...d, reader })),
    };
    const url = URL.createObjectURL(new Blob([`${JSON.stringify(file, null, 1)}\n`], { type: 'application/json' }));
    const name = reader.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_|_$/g, '') || 'reader';
    make('a', { href: url, download: `decisions-${name}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    say(`${file.decisions.length} decisions saved.`);
  };
  const load = async (blob) => {
    let file;
    try { file = JSON.parse(await blob.text()); } catch { return say('This file is not JSON.'); }
    if (file?.schema !== data.schema || !Array.isArray(file.decisions) || typeof file.reader !== 'string' || !file.reader.trim()) return say('This file holds no decisions of a review.');
    if (file.cohort?.hash !== data.cohort.hash) return say('These decisions belong to another cohort, or to another run of it.');
    if (file.sample?.seed !== seed || file.sample?.members !== members || file.sample?.non_members !== others) return say('These decisions belong to another draw of this cohort.');
    if (!file.decisions.every(isDecision)) return say('This file holds decisions that this page does not know.');
    become(file.reader);
    // Of two decisions about a case the later one counts.
    const later = file.decisions.map(clean).filter((d) => !(decisions.get(d.case)?.time > d.time));
    later.forEach((d) => decisions.set(d.case, d));
    store();
    showAll();
    return say(`${file.decisions.length} decisions of ${reader} read, ${later.length} of them taken.`);
  };

  for (const criterion of data.criteria) one('#by-criterion').append(make('option', { value: criterion.id }, criterion.label || criterion.id));
  for (const id of ['filter', 'by-criterion', 'by-decision', 'by-group']) {
    one(`#${id}`).addEventListener('input', () => {
      const first = data.cases.find(matches);
      if (first && !matches(current)) { current = first; showCase(); }
      showList();
    });
  }
  one('#reader').addEventListener('change', () => become(one('#reader').value));
  one('#show-group').addEventListener('change', () => { one('#by-group').hidden = !option('show-group'); showAll(); });
  one('#show-states').addEventListener('change', showCase);
  one('#show-figures').addEventListener('click', () => {
    const box = one('#figures');
    box.hidden = !box.hidden;
    one('#show-figures').setAttribute('aria-expanded', String(!box.hidden));
    one('#show-figures').textContent = box.hidden ? 'Show figures so far' : 'Hide figures';
    showFigures();
  });
  one('#save').addEventListener('click', save);
  one('#load').addEventListener('click', () => one('#file').click());
  one('#file').addEventListener('change', async () => { const [file] = one('#file').files; if (file) await load(file); one('#file').value = ''; });
  addEventListener('dragover', (event) => { event.preventDefault(); one('#drop').hidden = false; });
  addEventListener('dragleave', (event) => { if (!event.relatedTarget) one('#drop').hidden = true; });
  addEventListener('drop', (event) => { event.preventDefault(); one('#drop').hidden = true; const [file] = event.dataTransfer.files; if (file) load(file); });

  const focusOn = (id) => () => one(`#${id}`)?.focus();
  keys({
    y: ['Yes: belongs to the cohort', () => decide('yes')],
    n: ['No', () => decide('no')],
    u: ['Unsure', () => decide('unsure')],
    j: ['Next case', () => step(1)],
    k: ['Case before', () => step(-1)],
    o: ['Next case that is not decided', nextOpen],
    e: ['Next evidence', nextEvidence],
    m: ['Note', focusOn('note')],
    '/': ['Find', focusOn('filter')],
    s: ['Save to a file', save],
    ArrowDown: [null, () => step(1)],
    ArrowUp: [null, () => step(-1)],
  });
  become(kept(`${PLACE}?last`) ?? '');
})();
