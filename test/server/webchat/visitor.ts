/** A page as a visitor without JavaScript sees it. */
export interface SeenPage {
  status: number;
  headers: Headers;
  html: string;
  /** The value of a hidden field, or undefined. */
  field(name: string): string | undefined;
}

/** A browser reduced to what plain pages need: it keeps cookies and sends forms, and follows no redirect by itself. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  async get(address: string, headers: Record<string, string> = {}): Promise<SeenPage> {
    return this.#fetch(address, { headers });
  }

  async post(
    address: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<SeenPage> {
    return this.#fetch(address, { method: 'POST', body: new URLSearchParams(fields), headers });
  }

  /** Fills in the form of a page and sends it. */
  async send(page: SeenPage, address: string, fields: Record<string, string>): Promise<SeenPage> {
    const hidden = { csrf: page.field('csrf') ?? '', formId: page.field('formId') ?? '' };
    return this.post(address, { ...hidden, message: '', ...fields });
  }

  async #fetch(address: string, init: RequestInit & { headers: Record<string, string> }): Promise<SeenPage> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      accept: 'text/html',
      'accept-language': 'en-GB',
      ...(cookie && { cookie }),
      ...init.headers,
    };
    const response = await fetch(address, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const html = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      html,
      field: (name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1],
    };
  }

  #keep(line: string): void {
    const [name = '', value = ''] = line.split(';')[0]!.split(/=(.*)/s);
    if (/expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
