// Where the reader stands: the view, and the two days. All of it is the address, so that it can be shared.
//
//   address.path      // ["treaties", "ru-ir-2025"]
//   address.on        // "2025-10-03"; "" is today
//   to('/states/RUS') // the same days, another view

export const address = $state({ path: [], on: '', known: '', rest: {} });

function read() {
  const query = new URLSearchParams(location.search);
  address.path = location.pathname.split('/').filter(Boolean).map(safely);
  address.on = query.get('on') ?? '';
  address.known = query.get('known') ?? '';
  query.delete('on');
  query.delete('known');
  address.rest = Object.fromEntries(query);
}

function safely(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a view with the days as they are; `more` are further parameters. */
export function to(path, more = {}, days = address) {
  const query = new URLSearchParams();
  if (days.on) query.set('on', days.on);
  if (days.known) query.set('known', days.known);
  for (const [name, value] of Object.entries(more)) if (value) query.set(name, value);
  const text = query.toString();
  return path + (text ? `?${text}` : '');
}

export function go(target, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', target);
  const before = address.path.join('/');
  read();
  if (before !== address.path.join('/')) {
    scrollTo(0, 0);
    // A screen reader is told of the new view as of a new page.
    requestAnimationFrame(() => document.getElementById('main')?.focus({ preventScroll: true }));
  }
}

export function setDays(days) {
  go(to(location.pathname, address.rest, { on: address.on, known: address.known, ...days }), { replace: true });
}

addEventListener('popstate', read);
addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href^="/"]');
  if (!link || event.defaultPrevented || event.button !== 0 || link.target || link.hasAttribute('download')) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (/^\/(api|feeds|metrics|healthz)/.test(link.getAttribute('href'))) return;
  event.preventDefault();
  go(link.getAttribute('href'));
});
read();
