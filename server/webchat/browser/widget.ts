// One classic script on a site that is not ours: it leaves nothing in the page's global scope and none of its styles.
{
  interface WidgetSettings {
    words: Record<
      string,
      { open: string; label: string; close: string; 'full-page': string; loading: string }
    >;
    exitUrl: string;
  }

  const styles = `
    :host { all: initial; }
    * { box-sizing: border-box; }
    .open, .close { font: 600 1.0625rem/1.25 Seravek, "Gill Sans Nova", Ubuntu, Calibri, "Segoe UI", "DejaVu Sans", system-ui, sans-serif; cursor: pointer; }
    .open { position: fixed; z-index: 2147483000; right: 1rem; bottom: max(1rem, env(safe-area-inset-bottom)); max-width: calc(100vw - 2rem);
      min-height: 3rem; padding: .75rem 1.25rem; border: 2px solid transparent; border-radius: 1.5rem; background: #0b5a54; color: #fff;
      box-shadow: 0 2px 12px rgb(0 0 0 / 30%); }
    .open:hover { background: #07443f; }
    :focus-visible { outline: 3px solid #ffc84a; outline-offset: 0; box-shadow: 0 0 0 6px #1b2a28; }
    .panel { position: fixed; z-index: 2147483000; inset: 0; display: flex; flex-direction: column; background: #fbf8f3; color: #1b2a28;
      font: 1rem/1.4 Seravek, "Gill Sans Nova", Ubuntu, Calibri, "Segoe UI", "DejaVu Sans", system-ui, sans-serif; }
    .panel[hidden] { display: none; }
    .bar { display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding: .375rem .75rem; background: #0b5a54; }
    .bar a { color: #fff; font-size: 1rem; }
    .close { margin-left: auto; min-height: 2.5rem; padding: .25rem .875rem; border: 2px solid #fff; border-radius: .625rem; background: transparent; color: #fff; font-size: 1rem; }
    .loading { margin: 1rem; }
    .loading[hidden] { display: none; }
    iframe { flex: 1; width: 100%; min-height: 0; border: 0; }
    @media (min-width: 40rem) and (min-height: 34rem) {
      .panel { inset: auto 1rem 1rem auto; width: 26rem; height: min(44rem, calc(100vh - 2rem)); border-radius: 1rem; overflow: hidden;
        box-shadow: 0 4px 30px rgb(0 0 0 / 35%); }
    }
    @media (forced-colors: active) { .panel, .open { border: 2px solid ButtonBorder; } }
  `;

  const make = <K extends keyof HTMLElementTagNameMap>(
    name: K,
    attributes: Record<string, string>,
    text = '',
  ): HTMLElementTagNameMap[K] => {
    const made = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    made.textContent = text;
    return made;
  };

  const place = (script: HTMLScriptElement, { words, exitUrl }: WidgetSettings): void => {
    const { area = '', language } = script.dataset;
    const site = new URL(script.src).origin;
    // The button speaks as the council's page does; that page's language is not the person's choice, `data-language` is.
    const [ofPage = 'en'] = document.documentElement.lang.split('-');
    const own = words[language ?? ofPage] ? (language ?? ofPage) : 'en';
    const spoken = words[own];
    if (!spoken) return;
    const page = new URL(`/chat/${encodeURIComponent(area)}`, site);
    if (language !== undefined) page.searchParams.set('lang', language);
    const framed = new URL(page);
    framed.searchParams.set('embed', '1');

    const open = make('button', { type: 'button', class: 'open', 'aria-expanded': 'false' }, spoken.open);
    const panel = make('div', { class: 'panel', role: 'dialog', 'aria-label': spoken.label, hidden: '' });
    const close = make('button', { type: 'button', class: 'close' }, spoken.close);
    const fullPage = make('a', { href: page.href, target: '_blank', rel: 'noopener' }, spoken['full-page']);
    const bar = make('div', { class: 'bar' });
    bar.append(fullPage, close);
    const loading = make('p', { class: 'loading' }, spoken.loading);
    const frame = make('iframe', { title: spoken.label });
    panel.append(bar, loading, frame);

    const host = make('div', { lang: own });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    const shadow = host.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(open, panel);

    const show = (shown: boolean): void => {
      // Not loaded before it is wanted; kept afterwards, so that the conversation goes on where it was.
      if (shown && !frame.src) frame.src = framed.href;
      panel.hidden = !shown;
      open.hidden = shown;
      open.setAttribute('aria-expanded', String(shown));
      if (shown) frame.focus();
      else open.focus();
    };
    open.addEventListener('click', () => show(true));
    close.addEventListener('click', () => show(false));
    panel.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') show(false);
    });
    window.addEventListener('message', (event) => {
      if (event.source !== frame.contentWindow || event.origin !== site) return;
      // From here on the frame offers a page of its own itself, with the same conversation.
      if (event.data === 'fingerpost:ready') loading.hidden = fullPage.hidden = true;
      if (event.data === 'fingerpost:close') show(false);
      if (event.data === 'fingerpost:exit') window.location.replace(exitUrl);
    });
    document.body.append(host);
  };

  const script = document.currentScript;
  const settings = (window as { fingerpostWidget?: WidgetSettings }).fingerpostWidget;
  if (script instanceof HTMLScriptElement && settings) {
    if (document.body) place(script, settings);
    else document.addEventListener('DOMContentLoaded', () => place(script, settings));
  }
}
