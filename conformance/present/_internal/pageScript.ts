/** The behaviour of the report page beyond what its style does: search, keys, the cases behind dots, and what can be copied. */
export const pageScript = `
const all = (selector, of = document) => [...of.querySelectorAll(selector)];
const make = (name, properties) => Object.assign(document.createElement(name), properties);
const tools = document.querySelector('.tools');
if (tools) {
  const search = make('input', { type: 'search', placeholder: 'Search: svd, NaN, E03', ariaLabel: 'Search operations, clauses and causes' });
  const hint = make('span', { className: 'hint', textContent: '/ searches, j and k step through failures' });
  tools.append(search, hint);
  const found = all('details.operation, details.cause').map((card) => [card, card.textContent.toLowerCase()]);
  const rows = all('.map tr[data-name]').map((row) => [row, row.dataset.name.toLowerCase()]);
  search.addEventListener('input', () => {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const hide = ([element, text]) => { element.hidden = !words.every((word) => text.includes(word)); };
    found.forEach(hide);
    const named = new Set(found.filter(([card]) => !card.hidden).map(([card]) => card.id));
    for (const [row, text] of rows) row.hidden = !words.every((word) => text.includes(word)) && !named.has(row.querySelector('th a').hash.slice(1));
  });
  for (const input of all('input[name="show"]')) {
    input.addEventListener('change', () => {
      for (const card of all('details.operation')) card.open = input.value === 'failing' && !card.classList.contains('calm');
    });
  }
  let at = -1;
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === search) {
      if (event.key === 'Escape') { search.value = ''; search.dispatchEvent(new Event('input')); search.blur(); }
      return;
    }
    if (event.key === '/') { event.preventDefault(); search.focus(); }
    const step = { j: 1, k: -1 }[event.key];
    if (step === undefined) return;
    const stops = all('details.cause, details.operation:not(.calm)').filter((card) => card.offsetParent !== null);
    if (stops.length === 0) return;
    at = (at + step + stops.length) % stops.length;
    stops[at].open = true;
    stops[at].scrollIntoView({ block: 'start' });
    stops[at].querySelector('summary').focus();
  });
}
const map = document.querySelector('.map table');
if (map) {
  const links = all('td a', map);
  links.forEach((link, at) => { link.tabIndex = at === 0 ? 0 : -1; });
  map.addEventListener('keydown', (event) => {
    const cell = event.target.closest('td');
    const move = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!cell || !move) return;
    event.preventDefault();
    const lines = all('tr[data-name]', map).filter((row) => row.offsetParent !== null);
    let [row, column] = [lines.indexOf(cell.parentElement), cell.cellIndex];
    for (;;) {
      [row, column] = [row + move[0], column + move[1]];
      const next = lines[row]?.cells[column];
      if (!next || column === 0) return;
      const link = next.querySelector('a');
      if (link) { link.tabIndex = 0; event.target.tabIndex = -1; link.focus(); return; }
    }
  });
}
const reveal = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.offsetParent === null && target.closest('.calm')) document.querySelector('input[value="all"]').checked = true;
  for (let one = target; one; one = one.parentElement) if (one.tagName === 'DETAILS') one.open = true;
  target.querySelector(':scope > details.failure')?.setAttribute('open', '');
  target.scrollIntoView({ block: 'center' });
};
addEventListener('hashchange', reveal);
reveal();
for (const picture of all('svg.scatter')) {
  const [head, tail] = picture.dataset.of.split('|');
  const dots = all('.dots', picture).flatMap((path) => {
    const places = path.dataset.at.split(' ');
    return path.getAttribute('d').split('M').slice(1).map((part, k) => {
      const [x, y] = part.split('h')[0].split(' ').map(Number);
      return { x, y, token: head + path.dataset.law + tail + places[k] };
    });
  }).sort((a, b) => a.y - b.y);
  const ring = document.createElementNS(picture.namespaceURI, 'circle');
  ring.setAttribute('class', 'chosen');
  ring.setAttribute('r', 5);
  const told = picture.parentElement.querySelector('figcaption code');
  told.setAttribute('aria-live', 'polite');
  let at = 0;
  const choose = (next) => {
    at = (next + dots.length) % dots.length;
    ring.setAttribute('cx', dots[at].x);
    ring.setAttribute('cy', dots[at].y);
    picture.append(ring);
    told.textContent = dots[at].token;
  };
  picture.tabIndex = 0;
  picture.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    choose(at + step);
  });
  picture.addEventListener('click', (event) => {
    const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
    const far = ({ x, y }) => (x - place.x) ** 2 + (y - place.y) ** 2;
    choose(dots.reduce((best, dot, k) => (far(dot) < far(dots[best]) ? k : best), 0));
  });
}
for (const box of all('.copyable')) {
  const button = make('button', { type: 'button', className: 'copy', textContent: 'Copy' });
  button.addEventListener('click', async () => {
    const code = box.querySelector('pre');
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(code);
      button.textContent = 'Selected';
    }
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  });
  box.append(button);
}
`;
